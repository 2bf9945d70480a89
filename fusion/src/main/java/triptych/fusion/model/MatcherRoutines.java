package triptych.fusion.model;

import java.util.List;
import triptych.core.model.Decoder.Target;
import triptych.core.ops.Ops;
import triptych.core.run.Routine;
import triptych.core.run.Values;

/** What a model that compares pictures with texts offers to those who run it. */
public final class MatcherRoutines {

    private final PictureTextMatcher network;

    /** Pixels to the patches' vectors, and the picture in the common space. */
    final Routine picture;

    /** Ids, positions, mask to the tokens' vectors, and the text in the common space. */
    final Routine text;

    /** How well each of the first fits each of the second, which are in the common space. */
    final Routine compare;

    /** The routines of {@code network}. */
    public MatcherRoutines(PictureTextMatcher network) {
        this.network = network;
        picture = Routine.anew("picture", 1, this::picture);
        text = Routine.anew("text", 3, this::text);
        compare = Routine.anew("compare", 2, this::compare);
    }

    /** All of them. */
    public List<Routine> all() {
        return List.of(picture, text, compare);
    }

    private <T> Values<T> picture(Ops<T> ops, Values<T> given) {
        T hidden = network.picture().forward(ops, given.at(0));
        return Values.of(List.of(hidden, network.projected(ops, hidden)));
    }

    private <T> Values<T> text(Ops<T> ops, Values<T> given) {
        T hidden = network.text().forward(ops, new Target<>(given.at(0), given.at(1), given.at(2)));
        return Values.of(List.of(hidden, network.projected(ops, given.at(0), hidden)));
    }

    private <T> Values<T> compare(Ops<T> ops, Values<T> given) {
        return Values.of(List.of(network.scores(ops, given.at(0), given.at(1))));
    }
}
