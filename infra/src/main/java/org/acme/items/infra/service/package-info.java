/** One service: its tasks, tables, way in and scaling, all made of its manifest. */
@NullMarked
package org.acme.items.infra.service;

import org.jspecify.annotations.NullMarked;
