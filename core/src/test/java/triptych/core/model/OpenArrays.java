package triptych.core.model;

import ai.djl.Device;
import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.reflect.Field;
import java.util.Map;

/** Counts arrays that are still open, which DJL's own count does for one manager only. */
final class OpenArrays {

    private OpenArrays() {}

    /** How many arrays {@code manager} and those below it own. */
    static int below(NDManager manager) {
        int count = 0;
        for (Object resource : resources(manager).values()) {
            if (resource instanceof NDManager child) {
                count += below(child);
            } else if (resource instanceof NDArray) {
                count++;
            }
        }
        return count;
    }

    /** How many arrays any manager of this process owns. */
    static int count() {
        try (NDManager any = Devices.manager(Device.cpu())) {
            return below(any.getParentManager());
        }
    }

    private static Map<?, ?> resources(NDManager manager) {
        try {
            Field resources = BaseNDManager.class.getDeclaredField("resources");
            resources.setAccessible(true);
            return (Map<?, ?>) resources.get(manager);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("DJL keeps its arrays elsewhere now", e);
        }
    }
}
