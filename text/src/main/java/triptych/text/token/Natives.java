package triptych.text.token;

/**
 * Keeps the native libraries from the network. Left alone, they would ask a cloud provider's address for what machine
 * this is, to report it, and on a machine with an NVIDIA GPU fetch a build for it, which splits text no faster.
 */
final class Natives {

    private Natives() {}

    /** To be called before a class of the native libraries is loaded. Settings that the user has made stay. */
    static void stayOffline() {
        setIfAbsent("OPT_OUT_TRACKING", "true");
        setIfAbsent("RUST_FLAVOR", "cpu");
    }

    private static void setIfAbsent(String key, String value) {
        if (System.getenv(key) == null && System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
