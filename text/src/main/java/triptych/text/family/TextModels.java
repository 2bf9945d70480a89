package triptych.text.family;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import triptych.core.checkpoint.WeightMap;
import triptych.core.config.ConfigFile;
import triptych.core.model.Blueprint;
import triptych.core.model.Labels;
import triptych.core.model.PublishedEncoderDecoder;
import triptych.core.model.PublishedEncoderDecoder.Specials;
import triptych.core.model.PublishedStack;
import triptych.core.model.WriterRoutines;
import triptych.core.ops.Activation;
import triptych.text.model.LanguageModel;
import triptych.text.model.PublishedLanguageModel;
import triptych.text.model.PublishedReader;
import triptych.text.model.ReaderRoutines;
import triptych.text.model.Seq2Seq;
import triptych.text.model.TextReader;
import triptych.text.model.TextReader.Head;
import triptych.text.model.WordScores;

/** The text models that can be opened: one case for each family. */
public final class TextModels {

    private static final Set<String> FAMILIES =
            Set.of("bart", "bert", "distilbert", "gpt2", "marian", "mbart", "roberta", "t5");

    private TextModels() {}

    /** The {@code model_type} of each family. */
    public static Set<String> families() {
        return new TreeSet<>(FAMILIES);
    }

    /**
     * What the settings describe.
     *
     * @param className the reference's class, which tells the head: {@code BertForSequenceClassification}
     * @throws triptych.core.config.ConfigException naming a setting that can't be used
     */
    public static Blueprint blueprint(ConfigFile config, String className) {
        return switch (config.text("model_type")) {
            case "bart" -> seq2seq(config, className, "BartForConditionalGeneration", Bart.bart(config));
            case "mbart" -> seq2seq(config, className, "MBartForConditionalGeneration", Bart.mbart(config));
            case "marian" -> seq2seq(config, className, "MarianMTModel", Bart.marian(config));
            case "t5" -> {
                only(config, className, Set.of("T5ForConditionalGeneration", "T5WithLMHeadModel"));
                T5 t5 = T5.from(config);
                yield seq2seq(config, t5.spec(), t5.names());
            }
            case "gpt2" -> {
                only(config, className, Set.of("GPT2LMHeadModel"));
                Gpt2 gpt2 = Gpt2.from(config, 0);
                LanguageModel network = new LanguageModel(gpt2.spec());
                WriterRoutines routines = WriterRoutines.continuing(network);
                yield new Blueprint(
                        network,
                        gpt2.names(),
                        routines.all(),
                        execution -> new PublishedLanguageModel(execution, network, routines));
            }
            case "bert" -> bert(config, className);
            case "roberta" -> roberta(config, className);
            case "distilbert" -> distilBert(config, className);
            default -> throw config.refused("model_type", "implemented are " + families());
        };
    }

    private static void only(ConfigFile config, String className, Set<String> known) {
        if (!known.contains(className)) {
            throw config.refused("architectures", "'" + className + "' is not implemented; known are " + known);
        }
    }

    private static Blueprint seq2seq(ConfigFile config, String className, String known, Bart bart) {
        only(config, className, Set.of(known));
        return seq2seq(config, bart.spec(), bart.names());
    }

    private static Blueprint seq2seq(ConfigFile config, Seq2Seq.Spec spec, WeightMap names) {
        return seq2seq(new Seq2Seq(spec), names, specials(config));
    }

    static Blueprint seq2seq(Seq2Seq network, WeightMap names, Specials specials) {
        return seq2seq(network, names, specials, WriterRoutines.about(network, WriterRoutines.Source.TEXT));
    }

    static Blueprint seq2seq(Seq2Seq network, WeightMap names, Specials specials, WriterRoutines routines) {
        return new Blueprint(
                network,
                names,
                routines.all(),
                execution -> new PublishedEncoderDecoder(
                        execution, network, routines, "input_ids", specials, stacks(network)));
    }

    private static Specials specials(ConfigFile config) {
        int padding = config.integer("pad_token_id", 0);
        boolean fromLast = config.text("model_type").equals("mbart");
        return new Specials(fromLast ? null : config.integer("decoder_start_token_id", padding), padding);
    }

    private static List<PublishedStack> stacks(Seq2Seq network) {
        return List.of(
                new PublishedStack("encoder_", "encoder.embeddings", "encoder.stack", network.encoderLayers()),
                new PublishedStack("decoder_", "decoder.embeddings", "decoder.stack", network.decoderLayers()));
    }

    private static Blueprint bert(ConfigFile config, String className) {
        ReaderHead head = ReaderHead.of(config, className, "Bert");
        Bert bert = Bert.from(config);
        Head shape = head(config, head, Activation.TANH, Bert.wordScores(config));
        return reader(new TextReader.Spec(bert.words(), null, bert.side(), shape), Bert.bertNames(head));
    }

    private static Blueprint roberta(ConfigFile config, String className) {
        ReaderHead head = ReaderHead.of(config, className, "Roberta");
        Bert roberta = Bert.roberta(config);
        Head shape = head(config, head, Activation.TANH, Bert.robertaWordScores(config));
        return reader(
                new TextReader.Spec(roberta.words(), roberta.padding(), roberta.side(), shape),
                Bert.robertaNames(head));
    }

    private static Blueprint distilBert(ConfigFile config, String className) {
        ReaderHead head = ReaderHead.of(config, className, "DistilBert");
        // It has no pooler; its bare model gives the tokens' vectors only.
        ReaderHead own = head == ReaderHead.POOLER ? ReaderHead.NONE : head;
        DistilBert distilBert = DistilBert.from(config);
        Head shape = head(config, own, Activation.RELU, distilBert.wordScores(config));
        return reader(new TextReader.Spec(distilBert.words(), null, distilBert.side(), shape), DistilBert.names(own));
    }

    private static Head head(ConfigFile config, ReaderHead head, Activation pooled, WordScores.Spec words) {
        return switch (head) {
            case NONE -> new Head.None();
            case POOLER -> new Head.Pooler(pooled);
            case CLASSIFIER -> new Head.Classifier(pooled, Labels.count(config));
            case WORDS -> {
                config.only("tie_word_embeddings", true);
                yield new Head.Words(words);
            }
        };
    }

    private static Blueprint reader(TextReader.Spec spec, WeightMap names) {
        TextReader network = new TextReader(spec);
        ReaderRoutines routines = new ReaderRoutines(network);
        return new Blueprint(
                network, names, routines.all(), execution -> new PublishedReader(execution, network, routines));
    }
}
