package triptych.core.generate;

import triptych.core.generate.ScriptedSession.Script;

/** A model that often scores several words alike; counts how it is asked. */
final class CoarseSession implements Session {

    private final ScriptedSession scripted;
    private final float grain;
    private int listed;
    private int looked;
    private boolean broken;

    /** Rounds scores to multiples of {@code grain}. */
    CoarseSession(Script script, float grain, long... sources) {
        scripted = new ScriptedSession(script, sources);
        this.grain = grain;
    }

    /** From now on the score of a word is not a number. */
    CoarseSession breaking() {
        broken = true;
        return this;
    }

    /** How often the best words were asked for. */
    int listed() {
        return listed;
    }

    /** How often all scores of a row were looked at after all. */
    int looked() {
        return looked;
    }

    @Override
    public int rows() {
        return scripted.rows();
    }

    @Override
    public int words() {
        return scripted.words();
    }

    @Override
    public float[] step(int[][] tokens, Scores form) {
        float[] scores = scripted.step(tokens, form);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.round(scores[i] / grain) * grain;
        }
        if (broken) {
            scores[scores.length - 3] = Float.NaN;
        }
        return scores;
    }

    @Override
    public TopWords top(int[][] tokens, Scores form, int count, int[][] named) {
        listed++;
        TopWords top = Session.super.top(tokens, form, count, named);
        return new TopWords(top.words(), top.scores(), top.named(), row -> {
            looked++;
            return top.all().apply(row);
        });
    }

    @Override
    public void keep(int[] kept) {
        scripted.keep(kept);
    }

    @Override
    public void close() {
        scripted.close();
    }
}
