package org.acme.items.dev.lab;

import java.nio.file.Path;
import java.util.List;
import org.acme.items.dev.DevException;
import org.acme.items.dev.Workspace;

/**
 * One of the labs.
 *
 * @param number from 1, as in the name of its file
 * @param title the heading of its file, without the number
 * @param file in {@code docs/labs}
 */
record Lab(int number, String title, String file, Check check) {
  /** All, in the order in which people do them. */
  static List<Lab> all(Workspace workspace) {
    return List.of(
        new Lab(
            1,
            "Run it and follow one request",
            "1-follow-a-request.md",
            new FollowARequest(workspace)),
        new Lab(
            2,
            "Change the API and see the contract stop you",
            "2-change-the-api.md",
            new ChangeTheApi(workspace)),
        new Lab(
            3, "Infrastructure as code", "3-change-a-stack.md", new ChangeAStack(workspace.root())),
        new Lab(
            4,
            "A container image from zero",
            "4-make-an-image.md",
            new MakeAnImage(new Program("docker", workspace.root()))),
        new Lab(
            5, "What a pipeline is", "5-break-a-pipeline.md", new BreakAPipeline(workspace.root())),
        new Lab(
            6,
            "Break a release and watch it come back",
            "6-break-a-release.md",
            new BreakARelease(workspace)),
        new Lab(
            7, "Find the slow layer", "7-find-the-slow-layer.md", new FindTheSlowLayer(workspace)),
        new Lab(8, "Add your own service", "8-add-a-service.md", new AddAService(workspace)));
  }

  /**
   * The lab with a number as it was typed.
   *
   * @throws DevException if there is none
   */
  static Lab numbered(String number, List<Lab> labs) {
    return labs.stream()
        .filter(lab -> Integer.toString(lab.number).equals(number))
        .findFirst()
        .orElseThrow(() ->
            DevException.usage(
                "There is no lab %s; they are 1 to %d".formatted(number, labs.size())));
  }

  /** Written when its checker has found everything; the checker asks the system, not this file. */
  Path done(Workspace workspace) {
    return workspace.state().resolve("labs").resolve(Integer.toString(number));
  }
}
