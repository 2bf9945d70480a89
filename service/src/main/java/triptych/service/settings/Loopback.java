package triptych.service.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells addresses that only this machine reaches. */
public final class Loopback {

    private Loopback() {}

    /** Whether a name or an address is one of this machine's own loopback addresses; an unknown name is not. */
    public static boolean is(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // Binding to it will say why.
        }
    }
}
