package triptych.service.model;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import triptych.apps.Extract;
import triptych.apps.ExtractiveSummarizer;
import triptych.apps.Outcome;
import triptych.apps.SentenceEncoder;
import triptych.service.contract.Fields;
import triptych.service.contract.Json;
import triptych.service.contract.Task;
import triptych.service.contract.TextRequest;
import triptych.service.queue.ModelQueue;

/** Turns sentences into vectors and, where it is given that task too, chooses a text's most central sentences. */
public final class EncoderModel implements TextModel {

    private static final int USUAL_SENTENCES = 3;

    private final String name;
    private final List<Task> tasks;
    private final boolean cuts;
    private final ExtractiveSummarizer summarizer;
    private final ModelQueue<Reading, String, Outcome<Read>> queue;

    /** What is wanted of texts. */
    private sealed interface Reading {}

    private record Vectors() implements Reading {}

    private record Sentences(int most) implements Reading {}

    /** What became of a text. */
    private sealed interface Read {}

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Vector(float[] numbers) implements Read {}

    private record Summary(Extract extract) implements Read {}

    /** The answer about a text that was summarised; it says that nothing in it was written. */
    private record Extracted(String summaryText, String kind) {}

    /**
     * Takes over an encoder.
     *
     * @param tasks vectors, summaries, or both; the first is the usual one
     * @param cuts whether it cuts texts that are too long
     */
    EncoderModel(String name, List<Task> tasks, SentenceEncoder encoder, boolean cuts, Serving serving) {
        this.name = name;
        this.tasks = List.copyOf(tasks);
        this.cuts = cuts;
        summarizer = ExtractiveSummarizer.of(encoder);
        queue = serving.queue(name, (reading, texts, follower) -> read(encoder, reading, texts));
    }

    private List<Outcome<Read>> read(SentenceEncoder encoder, Reading reading, List<String> texts) {
        List<Outcome<Read>> all = new ArrayList<>();
        if (reading instanceof Sentences wanted) {
            summarizer.summarizeAll(texts, wanted.most()).forEach(extract -> all.add(extract.map(Summary::new)));
        } else {
            encoder.encodeAll(texts).forEach(vector -> all.add(vector.map(Vector::new)));
        }
        return all;
    }

    @Override
    public Plan plan(Task task, TextRequest request) {
        Fields parameters = request.parameters();
        Reading reading = task == Task.SUMMARIZATION ? sentences(parameters) : vectors(parameters);
        parameters.refuseUnread();
        return QueuedPlan.ofTexts(
                queue, reading, request.inputs(), false, outcomes -> answer(outcomes, request.isList()));
    }

    private static Reading sentences(Fields parameters) {
        return new Sentences(parameters.integer("sentences", 1).orElse(USUAL_SENTENCES));
    }

    private Reading vectors(Fields parameters) {
        TextParameters.only(parameters, "normalize", true);
        TextParameters.checkTruncation(parameters, "truncate", cuts);
        return new Vectors();
    }

    /** A vector alone for a text alone, as sentence encoders answer at Hugging Face; summaries always as a list. */
    private static Answer answer(List<Outcome<Read>> outcomes, boolean isList) {
        List<Read> all = Outcomes.values(outcomes, "/inputs", isList);
        if (all.get(0) instanceof Summary first) {
            List<Extracted> extracts = all.stream()
                    .map(read -> new Extracted(((Summary) read).extract().text(), "extractive"))
                    .toList();
            return new Answer(Json.of(extracts), first.extract().text(), null);
        }
        List<float[]> vectors =
                all.stream().map(read -> ((Vector) read).numbers()).toList();
        JsonElement json = isList ? Json.of(vectors) : Json.of(vectors.get(0));
        return new Answer(json, "", null);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Task> tasks() {
        return tasks;
    }

    @Override
    public int waiting() {
        return queue.depth();
    }

    @Override
    public void warmUp() {
        WarmUp.run(plan(tasks.get(0), TextRequest.of("The sun is shining.")));
    }

    @Override
    public void close() {
        queue.close();
        summarizer.close(); // and the encoder with it
    }
}
