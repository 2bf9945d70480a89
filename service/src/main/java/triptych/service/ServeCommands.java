package triptych.service;

import java.util.List;
import triptych.apps.cli.MoreCommands;

/** Brings {@code serve} to the command line. */
public final class ServeCommands implements MoreCommands {

    /** For {@link java.util.ServiceLoader}. */
    public ServeCommands() {}

    @Override
    public List<Class<?>> commands() {
        return List.of(ServeCommand.class);
    }
}
