package triptych.core.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScratchTest {

    private final NDManager manager = NDManager.newBaseManager();

    @AfterEach
    void close() {
        manager.close();
    }

    private NDArray filled(Scratch scratch, float... numbers) {
        NDArray array = scratch.take(new Shape(numbers.length / 3, 3), manager).orElseThrow();
        array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer().put(numbers);
        return array;
    }

    @Test
    void givesEachArrayAPlaceOfItsOwn() {
        try (Scratch scratch = new Scratch(manager, Scratch.room(6) + 3)) {
            NDArray first = filled(scratch, 1, 2, 3, 4, 5, 6);
            NDArray second = filled(scratch, 7, 8, 9);
            assertEquals(new Shape(2, 3), first.getShape());
            assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, first.toFloatArray());
            assertArrayEquals(new float[] {7, 8, 9}, second.toFloatArray());
        }
    }

    @Test
    void hasNoRoomForMoreThanItHolds() {
        try (Scratch scratch = new Scratch(manager, 17)) {
            assertTrue(scratch.take(new Shape(18), manager).isEmpty());
            assertTrue(scratch.take(new Shape(1), manager).isPresent());
            assertTrue(scratch.take(new Shape(2), manager).isEmpty());
        }
    }

    @Test
    void givesTheSameMemoryAgainWhenItIsCleared() {
        try (Scratch scratch = new Scratch(manager, 3)) {
            NDArray before = filled(scratch, 1, 2, 3);
            scratch.clear();
            filled(scratch, 4, 5, 6);
            assertArrayEquals(new float[] {4, 5, 6}, before.toFloatArray());
        }
    }

    @Test
    void leavesNothingOpen() {
        int before = manager.getManagedArrays().size();
        try (Scratch scratch = new Scratch(manager, 3);
                NDManager scope = manager.newSubManager()) {
            assertTrue(scratch.take(new Shape(3), scope).isPresent());
        }
        assertEquals(before, manager.getManagedArrays().size());
    }
}
