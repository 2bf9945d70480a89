package triptych.service.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import triptych.apps.Follower;
import triptych.service.contract.Task;
import triptych.service.contract.TextRequest;
import triptych.service.queue.ModelQueue;

/**
 * Writes {@code max_new_tokens} words about each text, a step of so many milliseconds for each, all texts of a batch
 * side by side; so that a test decides how long a model takes. The text {@code fail} fails.
 */
public final class ScriptedModel implements TextModel {

    private final String name;
    private final ModelQueue<Integer, String, String> queue;
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> steps = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param stepMillis how long a step takes */
    public ScriptedModel(String name, Serving serving, int stepMillis) {
        this.name = name;
        queue = serving.queue(name, (tokens, texts, follower) -> write(tokens, texts, follower, stepMillis));
    }

    /** The texts of each batch, in order. */
    public List<List<String>> batches() {
        return batches;
    }

    /** How many steps were made for a text. */
    public int steps(String text) {
        return steps.getOrDefault(text, 0);
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return closed.get();
    }

    private List<String> write(int tokens, List<String> texts, Follower follower, int stepMillis) {
        batches.add(texts);
        if (texts.contains("fail")) {
            throw new IllegalStateException("secret of the inside");
        }
        StringBuilder[] written = new StringBuilder[texts.size()];
        for (int i = 0; i < written.length; i++) {
            written[i] = new StringBuilder();
        }
        List<Integer> live = new ArrayList<>(
                java.util.stream.IntStream.range(0, texts.size()).boxed().toList());
        for (int step = 0; step < tokens && !live.isEmpty(); step++) {
            try {
                Thread.sleep(stepMillis);
            } catch (InterruptedException e) {
                throw new java.util.concurrent.CancellationException("interrupted between two tokens");
            }
            String word = "w" + step + " ";
            for (int i : live) {
                steps.merge(texts.get(i), 1, Integer::sum);
                written[i].append(word);
                if (follower.hears(i)) {
                    follower.part(i, step, word);
                }
            }
            live.removeIf(i -> !follower.goesOn(i));
        }
        return java.util.Arrays.stream(written).map(StringBuilder::toString).toList();
    }

    @Override
    public Plan plan(Task task, TextRequest request) {
        int tokens = request.parameters().integer("max_new_tokens", 0).orElse(1);
        request.parameters().refuseUnread();
        return QueuedPlan.ofTexts(queue, tokens, request.inputs(), true, ScriptedModel::answer);
    }

    private static Answer answer(List<String> written) {
        JsonArray answers = new JsonArray();
        for (String text : written) {
            JsonObject one = new JsonObject();
            one.addProperty("generated_text", text);
            answers.add(one);
        }
        return new Answer(answers, written.get(0), null);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Task> tasks() {
        return List.of(Task.TEXT_GENERATION);
    }

    @Override
    public int waiting() {
        return queue.depth();
    }

    @Override
    public void warmUp() {
        WarmUp.run(plan(Task.TEXT_GENERATION, TextRequest.of("warm up")));
    }

    @Override
    public void close() {
        queue.close();
        closed.set(true);
    }
}
