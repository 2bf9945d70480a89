package triptych.core.ops;

import org.jspecify.annotations.Nullable;

/**
 * The shape of a stack of Transformer layers; every architecture comes down to one of these.
 *
 * @param layers how many
 * @param width of every position's vector
 * @param mixing how a layer's positions learn of each other
 * @param attention the self-attention of each layer
 * @param cross how each layer looks at another stack's output; null if it doesn't
 * @param feedForward the network applied to each position
 * @param norm the norms and their place
 * @param layerScaled whether each branch is multiplied by a learned vector before it is added
 * @param dropout share of elements dropped after each branch while training
 */
public record StackSpec(
        int layers,
        int width,
        Mixing mixing,
        AttentionSpec attention,
        @Nullable CrossSpec cross,
        FeedForwardSpec feedForward,
        NormSpec norm,
        boolean layerScaled,
        double dropout) {

    /** Refuses a stack without layers or without width. */
    public StackSpec {
        positive("layers", layers);
        positive("width", width);
    }

    /** How a layer's positions learn of each other. */
    public enum Mixing {
        ATTENTION,
        /** A simpler simple recurrent unit, which sees earlier positions only. */
        SSRU
    }

    /** A stack whose layers attend to each other's positions only. */
    public static StackSpec of(
            int layers, int width, AttentionSpec attention, FeedForwardSpec feedForward, NormSpec norm) {
        return new StackSpec(layers, width, Mixing.ATTENTION, attention, null, feedForward, norm, false, 0);
    }

    /** The same stack with a recurrent unit in place of self-attention. */
    public StackSpec recurrent() {
        return new StackSpec(layers, width, Mixing.SSRU, attention, cross, feedForward, norm, layerScaled, dropout);
    }

    /** The same stack, each layer of which also looks at vectors of {@code sourceWidth}. */
    public StackSpec crossing(int sourceWidth) {
        CrossSpec looks = new CrossSpec(sourceWidth, attention);
        return new StackSpec(layers, width, mixing, attention, looks, feedForward, norm, layerScaled, dropout);
    }

    /** The same stack with layer scale. */
    public StackSpec layerScale() {
        return new StackSpec(layers, width, mixing, attention, cross, feedForward, norm, true, dropout);
    }

    /** What holds in layer {@code number}, from 1. */
    public StackSpec inLayer(int number) {
        CrossSpec looks = cross == null ? null : cross.inLayer(number);
        return new StackSpec(
                layers, width, mixing, attention.inLayer(number), looks, feedForward, norm, layerScaled, dropout);
    }

    /** The same stack with dropout after each branch while training. */
    public StackSpec dropout(double rate) {
        return new StackSpec(layers, width, mixing, attention, cross, feedForward, norm, layerScaled, rate);
    }

    /**
     * Multi-head attention.
     *
     * @param heads how many
     * @param headWidth width of each head
     * @param biases which projections add a bias
     * @param scale what scores are multiplied by
     * @param dropout share of attention weights dropped while training
     * @param byDepth whether layer n, from 1, divides its scores by n besides
     */
    public record AttentionSpec(
            int heads, int headWidth, Biases biases, double scale, double dropout, boolean byDepth) {

        /** Attention whose scores have one scale in all layers. */
        public AttentionSpec(int heads, int headWidth, Biases biases, double scale, double dropout) {
            this(heads, headWidth, biases, scale, dropout, false);
        }

        /** Refuses attention without heads. */
        public AttentionSpec {
            positive("heads", heads);
            positive("headWidth", headWidth);
        }

        /** Which projections add a bias. */
        public enum Biases {
            ALL,
            NONE,
            /** The output projection only. */
            OUTPUT
        }

        /**
         * The usual attention: biased, and scaled by one over the square root of the head's width.
         *
         * @throws IllegalArgumentException if {@code heads} does not divide {@code width}
         */
        public static AttentionSpec of(int width, int heads) {
            positive("heads", heads);
            if (width % heads != 0) {
                throw new IllegalArgumentException(heads + " heads do not divide a width of " + width);
            }
            int headWidth = width / heads;
            return new AttentionSpec(heads, headWidth, Biases.ALL, 1 / Math.sqrt(headWidth), 0);
        }

        /** The same attention with biases on these projections. */
        public AttentionSpec biases(Biases which) {
            return new AttentionSpec(heads, headWidth, which, scale, dropout, byDepth);
        }

        /** The same attention with dropout on its weights while training. */
        public AttentionSpec dropout(double rate) {
            return new AttentionSpec(heads, headWidth, biases, scale, rate, byDepth);
        }

        /** The same attention with scores multiplied by {@code factor} in place of its own scale. */
        public AttentionSpec scale(double factor) {
            return new AttentionSpec(heads, headWidth, biases, factor, dropout, byDepth);
        }

        /** The same attention in a stack whose layer n divides its scores by n. */
        public AttentionSpec dividedByDepth() {
            return new AttentionSpec(heads, headWidth, biases, scale, dropout, true);
        }

        /** This attention in layer {@code number}, from 1. */
        AttentionSpec inLayer(int number) {
            return byDepth ? new AttentionSpec(heads, headWidth, biases, scale / number, dropout) : this;
        }
    }

    /**
     * Attention to another stack's output.
     *
     * @param sourceWidth width of that output
     * @param attention heads and scale
     */
    public record CrossSpec(int sourceWidth, AttentionSpec attention) {

        CrossSpec inLayer(int number) {
            return new CrossSpec(sourceWidth, attention.inLayer(number));
        }
    }

    /**
     * The two-layer network applied to each position.
     *
     * @param innerWidth width between the two
     * @param activation applied there
     * @param gated whether the activated half is multiplied by a second projection
     * @param biased whether its projections add a bias
     */
    public record FeedForwardSpec(int innerWidth, Activation activation, boolean gated, boolean biased) {

        /** Refuses a network without inner width. */
        public FeedForwardSpec {
            positive("innerWidth", innerWidth);
        }

        /** The usual network: biased, not gated. */
        public static FeedForwardSpec plain(int innerWidth, Activation activation) {
            return new FeedForwardSpec(innerWidth, activation, false, true);
        }
    }

    /**
     * The norms of a stack.
     *
     * @param kind the formula
     * @param place where it stands relative to the residual branch
     * @param last whether the stack ends with one more
     * @param epsilon what is added to the variance
     */
    public record NormSpec(Kind kind, Place place, boolean last, double epsilon) {

        /** The formula of a norm. */
        public enum Kind {
            LAYER,
            RMS
        }

        /** Where a norm stands relative to the residual branch. */
        public enum Place {
            BEFORE,
            AFTER
        }

        /** Layer norm before each branch and after the last layer, as in GPT-2 and ViT. */
        public static NormSpec before(double epsilon) {
            return new NormSpec(Kind.LAYER, Place.BEFORE, true, epsilon);
        }

        /** Layer norm after each branch, as in the first Transformer, BERT and BART. */
        public static NormSpec after(double epsilon) {
            return new NormSpec(Kind.LAYER, Place.AFTER, false, epsilon);
        }

        /** The same norms without the one after the last layer. */
        public NormSpec withoutLast() {
            return new NormSpec(kind, place, false, epsilon);
        }
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", must be at least 1");
        }
    }
}
