package triptych.core.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A model whose scores are drawn from a hash of a row's source and tokens; knows when it is misused. */
final class ScriptedSession implements Session {

    private static final int PAD = 0;

    private final int words;
    private final int end;
    private final double endBias;
    private final int positions;
    private List<Row> rows = new ArrayList<>();
    private boolean closed;
    private int steps;
    private int rowSteps;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(long source, int[] tokens) {}

    ScriptedSession(Script script, long... sources) {
        words = script.words();
        end = script.end();
        endBias = script.endBias();
        positions = script.positions();
        for (long source : sources) {
            rows.add(new Row(source, new int[0]));
        }
    }

    /** What the model is like. */
    record Script(int words, int end, double endBias, int positions) {

        Script(int words, int end, double endBias) {
            this(words, end, endBias, Integer.MAX_VALUE);
        }

        /** A pure function: the logits behind tokens. */
        float[] logits(long source, int[] tokens) {
            long state = source * 31 + 17;
            for (int token : tokens) {
                if (token != PAD) {
                    state = mix(state * 1_000_003 + token);
                }
            }
            float[] logits = new float[words];
            for (int word = 0; word < words; word++) {
                long bits = mix(state + 0x9E3779B97F4A7C15L * (word + 1));
                logits[word] = (float) ((bits >>> 11) * 0x1p-53 * 8 - 4);
            }
            if (end >= 0) {
                logits[end] += (float) endBias;
            }
            return logits;
        }

        float[] logProbabilities(long source, int[] tokens) {
            float[] scores = logits(source, tokens);
            double sum = 0;
            for (float score : scores) {
                sum += Math.exp(score);
            }
            for (int word = 0; word < scores.length; word++) {
                scores[word] = (float) (scores[word] - Math.log(sum));
            }
            return scores;
        }

        private static long mix(long z) {
            z = (z ^ (z >>> 33)) * 0xFF51AFD7ED558CCDL;
            z = (z ^ (z >>> 33)) * 0xC4CEB9FE1A85EC53L;
            return z ^ (z >>> 33);
        }
    }

    @Override
    public int rows() {
        return rows.size();
    }

    @Override
    public int words() {
        return words;
    }

    @Override
    public int maxPositions() {
        return positions;
    }

    @Override
    public float[] step(int[][] tokens, Scores form) {
        requireOpen();
        if (tokens.length != rows.size()) {
            throw new AssertionError("step of " + tokens.length + " rows, there are " + rows.size());
        }
        steps++;
        rowSteps += tokens.length;
        float[] scores = new float[tokens.length * words];
        Script script = new Script(words, end, endBias);
        for (int i = 0; i < tokens.length; i++) {
            Row row = rows.get(i);
            int[] all = Arrays.copyOf(row.tokens(), row.tokens().length + tokens[i].length);
            System.arraycopy(tokens[i], 0, all, row.tokens().length, tokens[i].length);
            rows.set(i, new Row(row.source(), all));
            float[] one = form == Scores.LOGITS
                    ? script.logits(row.source(), all)
                    : script.logProbabilities(row.source(), all);
            System.arraycopy(one, 0, scores, i * words, words);
        }
        return scores;
    }

    @Override
    public void keep(int[] kept) {
        requireOpen();
        rows = new ArrayList<>(Arrays.stream(kept).mapToObj(rows::get).toList());
    }

    @Override
    public void close() {
        closed = true;
    }

    int steps() {
        return steps;
    }

    /** How many rows all steps had together. */
    int rowSteps() {
        return rowSteps;
    }

    private void requireOpen() {
        if (closed) {
            throw new AssertionError("used after close");
        }
    }
}
