package triptych.core.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.process.BannedTokens;
import triptych.core.generate.process.ForcedTokens;
import triptych.core.generate.process.InvalidScores;
import triptych.core.generate.process.LengthReward;
import triptych.core.generate.process.NoRepeatedNgrams;
import triptych.core.generate.process.ProbabilityFloor;
import triptych.core.generate.process.RepetitionPenalty;
import triptych.core.generate.process.ScoreProcessor;
import triptych.core.generate.process.SequenceBiases;
import triptych.core.generate.process.Softmax;
import triptych.core.generate.process.SourcePenalty;
import triptych.core.generate.process.Temperature;
import triptych.core.generate.process.TopK;
import triptych.core.generate.process.TopP;
import triptych.core.generate.process.Typical;

/** The processors and warpers that settings ask for, in the reference's order. One object serves one run. */
public final class Processors implements ScoreProcessor {

    private final List<ScoreProcessor> inOrder = new ArrayList<>();

    private final boolean renormalizes;

    private Processors(boolean renormalizes) {
        this.renormalizes = renormalizes;
    }

    /**
     * Makes the processors of a run.
     *
     * @param settings what is asked for
     * @param request whose prompt and source some look at
     * @throws IllegalArgumentException if an option needs something that is not there: a source, an end token; or the
     *     prompt is as long as a text may be
     */
    public static Processors of(GenerationSettings settings, Request request) {
        return of(settings, request, Limits.of(settings.lengths(), request));
    }

    /**
     * Makes processors for rows that were partly written before: as if only their first tokens were the prompt.
     *
     * @param settings what is asked for
     * @param request whose prompt is all that stands there
     * @param promptLength how many of its tokens count as prompt
     * @throws IllegalArgumentException as in {@link #of(GenerationSettings, Request)}
     */
    public static Processors of(GenerationSettings settings, Request request, int promptLength) {
        int positions = request.positions().orElse(Integer.MAX_VALUE);
        return of(settings, request, Limits.of(settings.lengths(), promptLength, positions));
    }

    static Processors of(GenerationSettings settings, Request request, Limits limits) {
        Processors processors = new Processors(settings.renormalizeLogits());
        processors.addBiasesAndPenalties(settings, request);
        processors.addBans(settings, limits);
        processors.addForced(settings, limits);
        processors.addLast(settings, limits);
        if (settings.sampling().doSample()) {
            processors.addWarpers(settings);
        }
        return processors;
    }

    @Override
    public void process(int row, int[] tokens, float[] scores) {
        processAll(row, tokens, scores);
        if (renormalizes) {
            Softmax.logInPlace(scores);
        }
    }

    @Override
    public int @Nullable [] concerns(int row, int[] tokens) {
        IntStream.Builder all = IntStream.builder();
        for (ScoreProcessor processor : inOrder) {
            int[] concerned = processor.concerns(row, tokens);
            if (concerned == null) {
                return null;
            }
            Arrays.stream(concerned).forEach(all);
        }
        return all.build().toArray();
    }

    /** Processes scores that need not be logarithms of probabilities. */
    void processAll(int row, int[] tokens, float[] scores) {
        for (ScoreProcessor processor : inOrder) {
            processor.process(row, tokens, scores);
        }
    }

    private void addBiasesAndPenalties(GenerationSettings settings, Request request) {
        if (!settings.rules().sequenceBias().isEmpty()) {
            Map<List<Integer>, Double> biases = new LinkedHashMap<>();
            settings.rules().sequenceBias().forEach(entry -> biases.put(entry.tokens(), entry.bias()));
            inOrder.add(SequenceBiases.of("sequence_bias", biases));
        }
        Repetition repetition = settings.repetition();
        if (repetition.encoderRepetitionPenalty() != 1) {
            int[][] source = sourceFor("encoder_repetition_penalty", request);
            inOrder.add(new SourcePenalty(repetition.encoderRepetitionPenalty(), source));
        }
        if (repetition.repetitionPenalty() != 1) {
            inOrder.add(new RepetitionPenalty(repetition.repetitionPenalty(), request::padding));
        }
        if (repetition.noRepeatNgramSize() > 0) {
            inOrder.add(NoRepeatedNgrams.ofText(repetition.noRepeatNgramSize()));
        }
        if (repetition.encoderNoRepeatNgramSize() > 0) {
            int[][] source = sourceFor("encoder_no_repeat_ngram_size", request);
            inOrder.add(NoRepeatedNgrams.ofSource(repetition.encoderNoRepeatNgramSize(), source));
        }
    }

    private void addBans(GenerationSettings settings, Limits limits) {
        List<Integer> ends = settings.special().eosTokenId();
        if (!settings.rules().badWordsIds().isEmpty()) {
            inOrder.add(SequenceBiases.banning(settings.rules().badWordsIds(), ends));
        }
        if (limits.minLength() > 0 && !ends.isEmpty()) {
            inOrder.add(new BannedTokens(length -> length < limits.minLength(), ids(ends)));
        }
    }

    private void addForced(GenerationSettings settings, Limits limits) {
        Integer first = settings.rules().forcedBosTokenId();
        if (first != null) {
            inOrder.add(new ForcedTokens("forced_bos_token_id", 1, new int[] {first}));
        }
        if (!settings.rules().forcedEosTokenId().isEmpty()) {
            inOrder.add(new ForcedTokens(
                    "forced_eos_token_id",
                    limits.maxLength() - 1,
                    ids(settings.rules().forcedEosTokenId())));
        }
    }

    private void addLast(GenerationSettings settings, Limits limits) {
        if (settings.removeInvalidValues()) {
            inOrder.add(new InvalidScores());
        }
        LengthDecay decay = settings.lengths().exponentialDecayLengthPenalty();
        if (decay != null) {
            List<Integer> ends = settings.special().eosTokenId();
            Settings.require(
                    !ends.isEmpty(), "exponential_decay_length_penalty", "needs an eos_token_id, but none is set");
            inOrder.add(new LengthReward(limits.promptLength() + decay.start(), decay.factor(), ids(ends)));
        }
        TokenRules rules = settings.rules();
        if (!rules.suppressTokens().isEmpty()) {
            inOrder.add(new BannedTokens(length -> true, ids(rules.suppressTokens())));
        }
        if (!rules.beginSuppressTokens().isEmpty()) {
            boolean behindForced = limits.promptLength() == 1 && rules.forcedBosTokenId() != null;
            int begin = limits.promptLength() + (behindForced ? 1 : 0);
            inOrder.add(new BannedTokens(length -> length == begin, ids(rules.beginSuppressTokens())));
        }
    }

    private void addWarpers(GenerationSettings settings) {
        Sampling sampling = settings.sampling();
        // Beams must have something to go on with when every end token is among the best.
        int least = settings.beams().numBeams() == 1
                ? 1
                : Math.max(2, settings.special().eosTokenId().size() + 1);
        if (sampling.temperature() != 1) {
            inOrder.add(new Temperature(sampling.temperature()));
        }
        if (sampling.topK() > 0) {
            inOrder.add(new TopK(Math.max(sampling.topK(), least)));
        }
        if (sampling.topP() < 1) {
            inOrder.add(new TopP(sampling.topP(), least));
        }
        Double minP = sampling.minP();
        if (minP != null) {
            inOrder.add(ProbabilityFloor.ofBest(minP, least));
        }
        if (sampling.typicalP() < 1) {
            inOrder.add(new Typical(sampling.typicalP(), least));
        }
        if (sampling.epsilonCutoff() > 0) {
            inOrder.add(ProbabilityFloor.fixed(sampling.epsilonCutoff(), least));
        }
        if (sampling.etaCutoff() > 0) {
            inOrder.add(ProbabilityFloor.byEntropy(sampling.etaCutoff(), least));
        }
    }

    private static int[][] sourceFor(String option, Request request) {
        int @Nullable [][] source = request.source();
        if (source == null) {
            throw new IllegalArgumentException(option + ": looks at the source's tokens, but there are none here");
        }
        return source;
    }

    private static int[] ids(List<Integer> ids) {
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }
}
