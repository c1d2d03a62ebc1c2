/** Runs a buildspec of AWS CodeBuild on a laptop, by the rules that AWS documents. */
@NullMarked
package org.acme.items.dev.buildspec;

import org.jspecify.annotations.NullMarked;
