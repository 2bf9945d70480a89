package triptych.text.model;

import java.util.List;
import triptych.core.ops.Ops;
import triptych.core.run.Routine;
import triptych.core.run.Values;
import triptych.text.model.TextReader.Head;

/** What a model that reads a text offers to those who run it. Masks and segments are always given. */
public final class ReaderRoutines {

    private final TextReader network;

    /** Ids, mask, segments to the tokens' vectors, and what the head says. */
    final Routine read;

    /** The same with positions. */
    final Routine readAt;

    /** Ids, mask, segments to what the head says, where it reads the first token alone. */
    final Routine judge;

    /** Ids, mask, segments to one vector a text: the mean over the mask, of length 1. */
    final Routine embed;

    /** The same of any length. */
    final Routine average;

    /** The routines of {@code network}. */
    public ReaderRoutines(TextReader network) {
        this.network = network;
        read = Routine.anew("read", 3, this::read);
        readAt = Routine.anew("readAt", 4, this::read);
        judge = Routine.anew("judge", 3, this::judge);
        embed = Routine.anew("embed", 3, this::embed);
        average = Routine.anew("average", 3, this::average);
    }

    /** All of them. */
    public List<Routine> all() {
        return readsFirst() ? List.of(read, readAt, judge, embed, average) : List.of(read, readAt, embed, average);
    }

    /** Whether the head reads the first token alone. */
    boolean readsFirst() {
        return network.head() instanceof Head.Pooler || network.head() instanceof Head.Classifier;
    }

    private <T> T hidden(Ops<T> ops, Values<T> given) {
        return network.forward(ops, source(given));
    }

    private static <T> TextEncoder.Source<T> source(Values<T> given) {
        T positions = given.arrays().size() > 3 ? given.at(3) : null;
        return new TextEncoder.Source<>(given.at(0), given.at(1), given.at(2), positions);
    }

    private <T> Values<T> read(Ops<T> ops, Values<T> given) {
        T hidden = hidden(ops, given);
        if (network.head() instanceof Head.None) {
            return Values.of(List.of(hidden));
        }
        return Values.of(List.of(hidden, said(ops, hidden)));
    }

    private <T> Values<T> judge(Ops<T> ops, Values<T> given) {
        return Values.of(List.of(said(ops, network.first(ops, source(given)))));
    }

    private <T> T said(Ops<T> ops, T hidden) {
        return network.head() instanceof Head.Pooler ? network.pooled(ops, hidden) : network.logits(ops, hidden);
    }

    private <T> Values<T> embed(Ops<T> ops, Values<T> given) {
        return Values.of(List.of(ops.normalise(mean(ops, given))));
    }

    private <T> Values<T> average(Ops<T> ops, Values<T> given) {
        return Values.of(List.of(mean(ops, given)));
    }

    private <T> T mean(Ops<T> ops, Values<T> given) {
        return ops.mean(hidden(ops, given), given.at(1));
    }
}
