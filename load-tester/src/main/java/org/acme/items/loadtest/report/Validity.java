package org.acme.items.loadtest.report;

import java.util.ArrayList;
import java.util.List;
import org.acme.items.loadtest.measurement.Measurement;
import org.acme.items.loadtest.measurement.Round;
import org.acme.items.loadtest.statistics.Verdict;
import org.jspecify.annotations.Nullable;

/** Whether a measurement is worth anything, and what should be known about it. */
final class Validity {
  private final Measurement measurement;
  private final List<Round> measured;
  private final List<String> invalid = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Validity(
      Measurement measurement,
      List<LoadReport.RouteSummary> routes,
      LoadReport.@Nullable RouteComparison comparison,
      LoadReport.Quality quality) {
    this.measurement = measurement;
    this.measured = measurement.rounds().stream().filter(Round::measured).toList();
    judge(routes, comparison, quality);
  }

  /** Why nothing can be said about the target; empty if something can. */
  List<String> invalid() {
    return invalid;
  }

  List<String> notes() {
    return notes;
  }

  private void judge(
      List<LoadReport.RouteSummary> routes,
      LoadReport.@Nullable RouteComparison comparison,
      LoadReport.Quality quality) {
    if (measured.isEmpty() || routes.stream().allMatch(route -> route.counts().offered() == 0)) {
      invalid.add("nothing was measured: it ended before the warm-up did");
      return;
    }
    for (LoadReport.RouteSummary route : routes) {
      judgeRate(route);
      if (route.counts().lost() > 0) {
        notes.add(
            Words.say(
                "%s: %d requests were never heard of again", route.route(), route.counts().lost()));
      }
    }
    double cpu = measurement.scenario().quality().cpuPercent();
    if (quality.cpuPercent() > cpu) {
      invalid.add(
          Words.say(
              "the tester used %.0f %% of all processors, more than %.0f %%",
              quality.cpuPercent(), cpu));
    }
    double pause = measurement.scenario().quality().pauseMillis();
    if (quality.roundsLeftOut() * 3 > quality.rounds()) {
      invalid.add(
          Words.say(
              "the tester itself paused for more than %s ms in %d of %d rounds",
              Words.number(pause), quality.roundsLeftOut(), quality.rounds()));
    } else if (quality.roundsLeftOut() > 0) {
      notes.add(
          Words.say(
              "%d of %d rounds are not compared, since the tester paused for more than %s ms in them",
              quality.roundsLeftOut(), quality.rounds(), Words.number(pause)));
    }
    if (measurement.control() && comparison != null) {
      comparison.differences().stream()
          .filter(each -> each.verdict() == Verdict.SLOWER || each.verdict() == Verdict.FASTER)
          .forEach(each ->
              invalid.add(
                  "the control found a difference of a route to itself at "
                      + each.quantity()
                      + ": "
                      + each.words()));
    }
    if (measurement.control() && comparison != null && !comparison.errors().contains(0)) {
      invalid.add(
          "the control found a difference of a route to itself: " + comparison.errorsInWords());
    }
    judgeAgents();
    if (measurement.interrupted()) {
      notes.add("it was ended early");
    }
  }

  private void judgeRate(LoadReport.RouteSummary route) {
    double allowed = measurement.scenario().quality().ratePercent();
    double missed = 100 * (route.rateAchieved() / route.rateAsked() - 1);
    if (Math.abs(missed) > allowed && !(measurement.interrupted() && measured.size() == 1)) {
      invalid.add(
          Words.say(
              "%s: the rate was missed by %+.1f %% (%.1f/s asked, %.1f/s achieved)",
              route.route(), missed, route.rateAsked(), route.rateAchieved()));
    }
  }

  private void judgeAgents() {
    for (Measurement.Agent agent : measurement.agents()) {
      if (!agent.ended() && agent.lastSecond() < 0) {
        invalid.add(Words.say("agent %d of %d has left no result", agent.id(), agent.of()));
      } else if (!agent.ended()) {
        invalid.add(
            Words.say(
                "agent %d of %d did not come to its end; its last second is %d",
                agent.id(), agent.of(), agent.lastSecond()));
      }
      if (agent.secondsLate() > 1) {
        invalid.add(
            Words.say(
                "agent %d of %d began %d s after the first: the target never had the whole rate",
                agent.id(), agent.of(), agent.secondsLate()));
      }
      if (agent.of() > measurement.agents().size()) {
        notes.add(
            Words.say(
                "this is agent %d of %d alone: merge the results of all", agent.id(), agent.of()));
      }
    }
  }
}
