package org.otvet.routing;

import java.util.List;

/** Which line an interaction stands in: the one of the step that holds now. */
final class Requirements {

    private final Centre centre;
    private final Matching matching;

    Requirements(Centre centre, Matching matching) {
        this.centre = centre;
        this.matching = matching;
    }

    /** Gives a new interaction its line: that of its first step which somebody signed in can meet. */
    void start(Interaction interaction) {
        interaction.line = interaction.line.queue.lineOrNew(interaction.ask(), centre.roster);
        interaction.line.users++;
        if (!interaction.criteria.steps().isEmpty()) {
            if (interaction.line.signedIn == 0 && !interaction.lastsForEver()) {
                leaveStep(interaction);
            } else {
                expireLater(interaction);
            }
        }
    }

    /** The step of an interaction in line is over, or nobody is left who could meet it: it moves on at its place. */
    void moveOn(Interaction interaction) {
        switch (interaction.phase) {
            case WAITING -> {
                interaction.line.endWait(interaction);
                leaveStep(interaction);
                matching.place(interaction);
            }
            case TO_BE_CALLED -> {
                interaction.line.callbacks.remove(interaction);
                leaveStep(interaction);
                centre.awaitCallback(interaction);
            }
            case OFFERED, CALLING, RESTING -> interaction.stepIsOver = true;
            case TAKEN -> {}
        }
    }

    /** Before an interaction returns to the line: its step may have ended while it was offered. */
    void catchUp(Interaction interaction) {
        if (interaction.stepIsOver || (interaction.line.signedIn == 0 && !interaction.lastsForEver())) {
            leaveStep(interaction);
        }
    }

    /** The last agent of a line has gone home. */
    void forsaken(Line line) {
        if (line.signedIn == 0 && !line.ask.isPlain()) {
            List<Interaction> all = line.waiting.all();
            all.addAll(line.callbacks.all());
            all.sort((a, b) -> a.before(b) ? -1 : 1);
            all.stream().filter(i -> !i.lastsForEver()).forEach(this::moveOn);
        }
    }

    /** An interaction that was taken is back in line after all. */
    void restart(Interaction interaction) {
        interaction.line = interaction.line.queue.lineOrNew(interaction.ask(), centre.roster);
        interaction.line.users++;
        expireLater(interaction);
    }

    /** The interaction has no line any more. */
    void end(Interaction interaction) {
        centre.timers.cancel(interaction.stepTimer);
        interaction.line.users--;
        interaction.line.queue.tidy(interaction.line);
    }

    private void leaveStep(Interaction interaction) {
        centre.timers.cancel(interaction.stepTimer);
        interaction.stepIsOver = false;
        Queue queue = interaction.line.queue;
        do {
            Line before = interaction.line;
            interaction.step++;
            interaction.line = queue.lineOrNew(interaction.ask(), centre.roster);
            interaction.line.users++;
            before.users--;
            queue.tidy(before);
        } while (interaction.line.signedIn == 0 && !interaction.lastsForEver());
        expireLater(interaction);
    }

    private void expireLater(Interaction interaction) {
        if (!interaction.lastsForEver()) {
            long lastsMs = interaction.criteria.steps().get(interaction.step).lastsMs();
            interaction.stepTimer = centre.timers.at(centre.nowMs + lastsMs, () -> moveOn(interaction));
        }
    }
}
