package triptych.core.run;

import java.util.function.Supplier;

/**
 * Keeps native calls out of the end of the process. When a process exits, its C++ libraries give back their own memory
 * while Java's threads still run; a TorchScript program that runs then takes a crash for an end, and the exit code is
 * lost.
 *
 * <p>A shutdown hook lets running routines end, and refuses later ones with a {@link ClosedException}. Hooks run side
 * by side, so an application whose own hook lets requests finish calls {@link #endByHand()} before and {@link #end()}
 * after they have.
 */
public final class NativeCalls {

    private static final Gate GATE = new Gate("the process is ending");
    private static final Thread HOOK = new Thread(NativeCalls::end, "triptych native calls");

    static {
        try {
            Runtime.getRuntime().addShutdownHook(HOOK);
        } catch (IllegalStateException e) { // too late for a hook, and for native calls
            end();
        }
    }

    private NativeCalls() {}

    /**
     * Runs {@code call} unless the process is ending.
     *
     * @throws ClosedException if it is
     */
    public static <T> T run(Supplier<T> call) {
        return GATE.pass(call);
    }

    /** The same for what need not be done when the process is ending, such as freeing memory. */
    public static void runOrSkip(Runnable call) {
        GATE.passOrSkip(call);
    }

    /** Whether later calls are refused. */
    public static boolean isEnding() {
        return !GATE.isOpen();
    }

    /** Waits for native calls that are running, and refuses later ones. */
    public static void end() {
        GATE.close(() -> {});
    }

    /** Takes the shutdown hook away: the application calls {@link #end()} itself before the process exits. */
    public static void endByHand() {
        Runtime.getRuntime().removeShutdownHook(HOOK);
    }
}
