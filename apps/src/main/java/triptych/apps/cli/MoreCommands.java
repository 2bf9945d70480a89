package triptych.apps.cli;

import java.util.List;

/**
 * Brings the commands of another module to the command line, which finds it by {@link java.util.ServiceLoader} where
 * the module is on the class path.
 */
public interface MoreCommands {

    /** Classes that are commands of picocli; each has a constructor without parameters, and is made for each run. */
    List<Class<?>> commands();
}
