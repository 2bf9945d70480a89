package triptych.core.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import triptych.core.ops.Scratch;
import triptych.core.ops.Weight;
import triptych.core.ops.WeightGroup;

/**
 * What is in memory together while a program is loaded: attributes that share weights, or a tensor that their weights
 * are cut from. Once they are filled, nobody needs the tensors any more.
 *
 * @param groups what is read
 * @param slots the attributes, a matrix with its bias for example
 */
record Batch(Set<WeightGroup> groups, Set<Slot> slots) {

    /**
     * Divides all attributes of a program, the largest batch first: what is in memory twice for a while is so before
     * there is much else.
     *
     * @param weights where the values of each weight come from
     */
    static List<Batch> of(List<Slot> slots, Function<Weight, WeightGroup> weights) {
        Map<WeightGroup, List<Slot>> users = new HashMap<>();
        for (Slot slot : slots) {
            for (Weight weight : slot.weights()) {
                users.computeIfAbsent(weights.apply(weight), group -> new ArrayList<>())
                        .add(slot);
            }
        }
        List<Batch> batches = new ArrayList<>();
        Set<Slot> taken = new LinkedHashSet<>();
        for (Slot slot : slots) {
            if (!taken.contains(slot)) {
                Batch batch = around(slot, weights, users);
                taken.addAll(batch.slots());
                batches.add(batch);
            }
        }
        batches.sort(Comparator.comparingLong(Batch::size).reversed());
        return batches;
    }

    /** All that is connected with {@code slot}, one step after the other. */
    private static Batch around(Slot slot, Function<Weight, WeightGroup> weights, Map<WeightGroup, List<Slot>> users) {
        Batch batch = new Batch(new LinkedHashSet<>(), new LinkedHashSet<>());
        Deque<Slot> found = new ArrayDeque<>(List.of(slot));
        while (!found.isEmpty()) {
            Slot next = found.pop();
            if (batch.slots().add(next)) {
                for (Weight weight : next.weights()) {
                    WeightGroup group = weights.apply(weight);
                    batch.groups().add(group);
                    found.addAll(users.getOrDefault(group, List.of()));
                }
            }
        }
        return batch;
    }

    /** Whether nobody needs the memory of {@code group} any more when all attributes are filled. */
    boolean isCopied(WeightGroup group) {
        return slots.stream().allMatch(slot -> slot.weights().stream()
                .filter(group.weights()::contains)
                .allMatch(slot::copies));
    }

    private long size() {
        return groups.stream().mapToLong(Batch::numbers).sum();
    }

    private static long numbers(WeightGroup group) {
        return group.weights().stream()
                .mapToLong(weight -> weight.shape().size())
                .sum();
    }

    /** How much scratch memory it can use. */
    long scratch() {
        return groups.stream()
                .filter(this::isCopied)
                .mapToLong(group -> Scratch.room(numbers(group)))
                .sum();
    }
}
