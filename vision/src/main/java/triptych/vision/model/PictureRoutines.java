package triptych.vision.model;

import java.util.List;
import triptych.core.ops.Ops;
import triptych.core.run.Routine;
import triptych.core.run.Values;
import triptych.vision.model.PictureReader.Head;

/** What a model that reads pictures offers to those who run it. */
public final class PictureRoutines {

    private final PictureReader network;

    /** Pixels to the patches' vectors, and what the head says: a pooled vector, or scores, and those of each token. */
    final Routine read;

    /** The routines of {@code network}. */
    public PictureRoutines(PictureReader network) {
        this.network = network;
        read = Routine.anew("read", 1, this::read);
    }

    /** All of them. */
    public List<Routine> all() {
        return List.of(read);
    }

    private <T> Values<T> read(Ops<T> ops, Values<T> given) {
        T hidden = network.forward(ops, given.at(0));
        if (network.head() instanceof Head.None) {
            return Values.of(List.of(hidden));
        }
        if (!(network.head() instanceof Head.Classifier head)) {
            return Values.of(List.of(hidden, network.pooled(ops, hidden)));
        }
        T logits = network.logits(ops, hidden);
        return head.from() == Head.From.FIRST_TWO
                ? Values.of(List.of(hidden, logits, network.classified(ops, hidden), network.distilled(ops, hidden)))
                : Values.of(List.of(hidden, logits));
    }
}
