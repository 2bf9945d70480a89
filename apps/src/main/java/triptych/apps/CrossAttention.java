package triptych.apps;

import java.util.Arrays;

/** How much each written token looked at each place of the source: tokens of a text, or patches of a picture. */
public final class CrossAttention {

    private final int heads;
    private final int tokens;
    private final int sources;
    private final float[][] layers;

    /**
     * @param heads of each layer
     * @param tokens how many were written
     * @param sources how many places the source has
     * @param layers for each layer {@code [heads, tokens, sources]}, row after row
     */
    CrossAttention(int heads, int tokens, int sources, float[][] layers) {
        this.heads = heads;
        this.tokens = tokens;
        this.sources = sources;
        this.layers = layers;
    }

    /** How many layers of the decoder look at the source. */
    public int layers() {
        return layers.length;
    }

    /** How many heads each layer has. */
    public int heads() {
        return heads;
    }

    /** How many tokens were written; the order is that of {@link GeneratedText#tokens()}. */
    public int tokens() {
        return tokens;
    }

    /** How many places the source has. A picture's are the class token, if there is one, and the patches row by row. */
    public int sources() {
        return sources;
    }

    /** The weights of one head as {@code token} was chosen: one for each place of the source; they add up to 1. */
    public float[] weights(int layer, int head, int token) {
        if (head < 0 || head >= heads || token < 0 || token >= tokens) {
            throw new IndexOutOfBoundsException("head " + head + " of " + heads + ", token " + token + " of " + tokens);
        }
        int from = (head * tokens + token) * sources;
        return Arrays.copyOfRange(layers[layer], from, from + sources);
    }

    /** The mean over all heads and layers of {@link #weights}. */
    public float[] mean(int token) {
        float[] mean = new float[sources];
        for (int layer = 0; layer < layers(); layer++) {
            for (int head = 0; head < heads; head++) {
                float[] weights = weights(layer, head, token);
                for (int i = 0; i < sources; i++) {
                    mean[i] += weights[i] / (layers() * heads);
                }
            }
        }
        return mean;
    }
}
