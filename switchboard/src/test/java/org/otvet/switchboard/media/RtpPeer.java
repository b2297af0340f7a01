package org.otvet.switchboard.media;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.otvet.switchboard.codec.G711;

/** A telephone's media as the tests need it: sends a tone each 20 ms and keeps what it hears. */
public final class RtpPeer implements AutoCloseable {

    record Heard(boolean marker, int payloadType, int sequence, int timestamp, int ssrc, byte[] payload, long atNs) {}

    /** One step of counting; more than what G.711 rounds away. */
    private static final double LOUDER = 1.12;

    final DatagramSocket socket;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    final G711 law;
    volatile int hertz;
    volatile boolean sending = true;
    volatile InetSocketAddress target;
    private volatile boolean running = true;
    private volatile boolean counting;
    private volatile int sequence = 65_500;
    private volatile int timestamp = Integer.MAX_VALUE - 4000;
    private final int ssrc = (int) System.nanoTime();

    public RtpPeer(String host, G711 law, int hertz) throws IOException {
        this.socket = new DatagramSocket(0, InetAddress.getByName(host));
        this.law = law;
        this.hertz = hertz;
        Thread.ofVirtual().start(this::receive);
        Thread.ofPlatform().daemon().start(this::send);
    }

    String host() {
        return socket.getLocalAddress().getHostAddress();
    }

    /** Our description, as offer or answer. */
    public String sdp(String... attributes) {
        return sdpAt(host(), attributes);
    }

    String sdpAt(String connection, String... attributes) {
        return "v=0\r\no=peer 1 1 IN IP4 " + host() + "\r\ns=-\r\nc=IN IP4 " + connection + "\r\nt=0 0\r\nm=audio "
                + socket.getLocalPort() + " RTP/AVP " + law.payloadType()
                + " 96\r\na=rtpmap:96 telephone-event/8000\r\n"
                + String.join(
                        "", List.of(attributes).stream().map(a -> a + "\r\n").toList());
    }

    /** Where the leg listens, from its description. */
    public void follow(String legSdp) {
        Matcher port = Pattern.compile("m=audio (\\d+)").matcher(legSdp);
        Matcher host = Pattern.compile("c=IN IP4 (\\S+)").matcher(legSdp);
        if (!port.find() || !host.find()) {
            throw new IllegalArgumentException(legSdp);
        }
        target = new InetSocketAddress(host.group(1), Integer.parseInt(port.group(1)));
    }

    void sendRaw(byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, target));
    }

    byte[] packet(int payloadType, boolean marker, int packetTimestamp, byte[] payload) {
        byte[] packet = new byte[12 + payload.length];
        org.otvet.switchboard.rtp.RtpPacket.writeHeader(packet, marker, payloadType, sequence++, packetTimestamp, ssrc);
        System.arraycopy(payload, 0, packet, 12, payload.length);
        return packet;
    }

    int timestamp() {
        return timestamp;
    }

    void pressKey(int event, int steps) throws IOException {
        int at = timestamp;
        for (int i = 1; i <= steps + 2; i++) {
            int duration = Math.min(i, steps) * 160;
            byte end = (byte) (i >= steps ? 0x8A : 0x0A);
            sendRaw(packet(96, i == 1, at, new byte[] {(byte) event, end, (byte) (duration >> 8), (byte) duration}));
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** Each packet says its number, 1 to {@link #COUNTS}, by how loud it is, instead of a tone. */
    void counts() {
        counting = true;
    }

    static final int COUNTS = 30;

    private static int levelOf(long count) {
        return (int) Math.round(600 * Math.pow(LOUDER, count));
    }

    /** The number in a packet of {@link #counts()}, 0 for silence. */
    static int countIn(byte[] payload) {
        int level = G711.PCMU.decode(payload[payload.length / 2]);
        return level < 100 ? 0 : (int) Math.round(Math.log(level / 600.0) / Math.log(LOUDER));
    }

    private void send() {
        long next = System.nanoTime();
        long position = 0;
        while (running) {
            byte[] payload = new byte[160];
            for (int i = 0; i < 160; i++) {
                payload[i] = law.encode(
                        counting
                                ? (short) levelOf(1 + position / 160 % COUNTS)
                                : (short) (8000 * Math.sin(2 * Math.PI * hertz * (position + i) / 8000)));
            }
            position += 160;
            timestamp += 160;
            try {
                if (sending && target != null) {
                    sendRaw(packet(law.payloadType(), false, timestamp, payload));
                }
            } catch (IOException _) {
                // the leg may be closed
            }
            next += 20_000_000;
            LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
        }
    }

    private void receive() {
        byte[] bytes = new byte[2048];
        while (running) {
            DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
            try {
                socket.receive(packet);
            } catch (SocketException _) {
                if (socket.isClosed()) {
                    return;
                }
                continue;
            } catch (IOException _) {
                continue;
            }
            byte[] data = packet.getData();
            int length = packet.getLength();
            if (length < 12) {
                continue;
            }
            byte[] payload = java.util.Arrays.copyOfRange(data, 12, length);
            heard.add(new Heard(
                    (data[1] & 0x80) != 0,
                    data[1] & 0x7F,
                    ((data[2] & 0xFF) << 8) | (data[3] & 0xFF),
                    java.nio.ByteBuffer.wrap(data).getInt(4),
                    java.nio.ByteBuffer.wrap(data).getInt(8),
                    payload,
                    System.nanoTime()));
        }
    }

    List<Heard> heard() {
        return List.copyOf(heard);
    }

    List<Heard> heard(int payloadType) {
        return heard.stream().filter(h -> h.payloadType() == payloadType).toList();
    }

    void forget() {
        heard.clear();
    }

    /** The last {@code packets} packets of our law as sound; empty while there are fewer. */
    short[] lastSound(int packets) {
        List<Heard> audio = heard(law.payloadType());
        if (audio.size() < packets) {
            return new short[0];
        }
        List<Heard> last = new ArrayList<>(audio.subList(audio.size() - packets, audio.size()));
        short[] sound = new short[packets * 160];
        int at = 0;
        for (Heard packet : last) {
            for (byte code : packet.payload()) {
                if (at < sound.length) {
                    sound[at++] = law.decode(code);
                }
            }
        }
        return sound;
    }

    /** Whether the last 200 ms heard are this tone. */
    public boolean hears(int tone) {
        return Goertzel.share(lastSound(10), tone) > 0.9;
    }

    @Override
    public void close() {
        running = false;
        socket.close();
    }
}
