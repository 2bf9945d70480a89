package triptych.bench.callers;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import java.lang.reflect.Field;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the arrays that are open in this process, which DJL does not tell. */
final class OpenArrays {

    private OpenArrays() {}

    /** How many arrays any manager owns; all managers hang below one that DJL keeps to itself. */
    static int count() {
        return below((NDManager) read(PtNDManager.class, "SYSTEM_MANAGER", null));
    }

    private static int below(NDManager manager) {
        int count = 0;
        for (Object resource : ((Map<?, ?>) read(BaseNDManager.class, "resources", manager)).values()) {
            if (resource instanceof NDManager child) {
                count += below(child);
            } else if (resource instanceof NDArray) {
                count++;
            }
        }
        return count;
    }

    private static Object read(Class<?> type, String field, @Nullable Object of) {
        try {
            Field found = type.getDeclaredField(field);
            found.setAccessible(true);
            return found.get(of);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("DJL keeps its arrays elsewhere now", e);
        }
    }
}
