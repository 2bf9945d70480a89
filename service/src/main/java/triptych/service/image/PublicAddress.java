package triptych.service.image;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public Internet from those of this machine, of its network, and of special use.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">Special addresses, version 4</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">Special addresses, version 6</a>
 */
final class PublicAddress {

    private static final List<Range> SPECIAL_V4 = List.of(
            Range.of(8, 0), // this network
            Range.of(8, 10),
            Range.of(10, 100, 64), // shared by carriers
            Range.of(8, 127),
            Range.of(16, 169, 254), // of the link, where clouds keep their secrets
            Range.of(12, 172, 16),
            Range.of(24, 192, 0, 0),
            Range.of(24, 192, 0, 2),
            Range.of(24, 192, 88, 99),
            Range.of(16, 192, 168),
            Range.of(15, 198, 18),
            Range.of(24, 198, 51, 100),
            Range.of(24, 203, 0, 113),
            Range.of(4, 224), // groups
            Range.of(4, 240));

    /** All that is handed out on the Internet; what tunnels to version 4 is taken out of it below. */
    private static final Range GLOBAL_V6 = Range.of(3, 0x20);

    private static final List<Range> SPECIAL_V6 = List.of(
            Range.of(23, 0x20, 0x01, 0x00), // protocols, Teredo among them
            Range.of(32, 0x20, 0x01, 0x0d, 0xb8), // documents
            Range.of(16, 0x20, 0x02), // 6to4: holds an address of version 4
            Range.of(20, 0x3f, 0xff, 0x00)); // documents

    /** Addresses that begin with the same bits. */
    private record Range(int bits, List<Integer> start) {

        static Range of(int bits, Integer... start) {
            return new Range(bits, Arrays.asList(start));
        }

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                int wanted = bit / 8 < start.size() ? start.get(bit / 8) : 0;
                if ((address[bit / 8] & mask) != (wanted & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    private PublicAddress() {}

    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return SPECIAL_V4.stream().noneMatch(range -> range.holds(bytes));
        }
        // Java gives addresses of version 4 in the clothes of version 6 as version 4.
        return address instanceof Inet6Address
                && GLOBAL_V6.holds(bytes)
                && SPECIAL_V6.stream().noneMatch(range -> range.holds(bytes));
    }
}
