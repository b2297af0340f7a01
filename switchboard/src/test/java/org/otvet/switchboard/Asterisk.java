package org.otvet.switchboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * An Asterisk of its own, as a carrier on loopback: the one installed on this machine, or the one below the folder that
 * OTVET_ASTERISK_ROOT names (a chroot, which takes a root user).
 */
final class Asterisk implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BINARY = "/usr/sbin/asterisk";

    private final @Nullable Path root;
    private final Path folder;
    private final int port;
    private final Process process;

    /** Whether there is one to start; asked by name from tests' conditions. */
    static boolean isPresent() {
        return Files.isExecutable(Path.of(rootFolder() + BINARY));
    }

    private static String rootFolder() {
        return System.getenv().getOrDefault("OTVET_ASTERISK_ROOT", "");
    }

    /** @param otvetPort where the exchange listens on 127.0.0.1 */
    Asterisk(int otvetPort) throws IOException {
        root = rootFolder().isEmpty() ? null : Path.of(rootFolder());
        folder = Files.createTempDirectory(
                root == null ? Path.of(System.getProperty("java.io.tmpdir")) : root.resolve("tmp"),
                "otvet-asterisk",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        port = freePort();
        writeConfiguration(otvetPort);
        process = new ProcessBuilder(command(List.of("-f", "-n", "-C", inside() + "/asterisk.conf")))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console.log").toFile())
                .start();
        Awaitility.await("Asterisk is up").atMost(PATIENCE).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError(Files.readString(folder.resolve("console.log")));
            }
            return order("core waitfullybooted").contains("fully booted")
                    && order("module show like chan_pjsip").contains("Running");
        });
    }

    int port() {
        return port;
    }

    private static int freePort() throws IOException {
        try (var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0))) {
            return socket.getLocalPort();
        }
    }

    private String inside() {
        return root == null ? folder.toString() : "/" + root.relativize(folder);
    }

    private List<String> command(List<String> arguments) {
        var command = new ArrayList<String>();
        if (root != null) {
            command.addAll(List.of("chroot", root.toString()));
        }
        command.add(BINARY);
        command.addAll(arguments);
        return command;
    }

    /** Gives an order on Asterisk's console and returns what it says. */
    String order(String words) {
        try {
            var console = new ProcessBuilder(command(List.of("-C", inside() + "/asterisk.conf", "-rx", words)))
                    .redirectErrorStream(true)
                    .start();
            var said = new String(console.getInputStream().readAllBytes());
            console.waitFor();
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private void writeConfiguration(int otvetPort) throws IOException {
        var here = inside();
        var modules = Files.isDirectory(Path.of(rootFolder() + "/usr/lib/x86_64-linux-gnu/asterisk/modules"))
                ? "/usr/lib/x86_64-linux-gnu/asterisk/modules"
                : "/usr/lib/asterisk/modules";
        write("asterisk.conf", """
                [directories]
                astetcdir => %1$s
                astmoddir => %2$s
                astvarlibdir => /var/lib/asterisk
                astdbdir => %1$s
                astkeydir => %1$s
                astdatadir => /usr/share/asterisk
                astagidir => /usr/share/asterisk/agi-bin
                astspooldir => %1$s
                astrundir => %1$s
                astlogdir => %1$s
                [options]
                nocolor = yes
                """.formatted(here, modules));
        write("logger.conf", """
                [logfiles]
                messages => notice,warning,error
                """);
        write("modules.conf", """
                [modules]
                autoload = no
                load = res_sorcery_config.so
                load = res_sorcery_memory.so
                load = res_sorcery_astdb.so
                load = res_timing_timerfd.so
                load = res_clioriginate.so
                load = res_rtp_asterisk.so
                load = res_pjproject.so
                load = res_pjsip.so
                load = res_pjsip_pubsub.so
                load = res_pjsip_session.so
                load = res_pjsip_logger.so
                load = res_pjsip_authenticator_digest.so
                load = res_pjsip_outbound_authenticator_digest.so
                load = res_pjsip_endpoint_identifier_ip.so
                load = res_pjsip_endpoint_identifier_user.so
                load = res_pjsip_registrar.so
                load = res_pjsip_sdp_rtp.so
                load = res_pjsip_caller_id.so
                load = res_pjsip_dtmf_info.so
                load = res_pjsip_rfc3326.so
                load = res_pjsip_nat.so
                load = chan_pjsip.so
                load = codec_alaw.so
                load = codec_ulaw.so
                load = pbx_config.so
                load = app_dial.so
                load = app_echo.so
                load = app_exec.so
                load = app_milliwatt.so
                load = app_playtones.so
                load = app_senddtmf.so
                load = func_callerid.so
                load = func_channel.so
                load = func_strings.so
                load = func_pjsip_endpoint.so
                load = bridge_simple.so
                load = bridge_native_rtp.so
                """);
        write("rtp.conf", "[general]\nrtpstart=31000\nrtpend=31999\nicesupport=no\n");
        write(
                "indications.conf",
                "[general]\ncountry=ru\n[ru]\ndescription=Russia\nringcadence=1000,4000\ndial=425\nbusy=425/350,0/350\n");
        write("pjsip.conf", """
                [udp]
                type=transport
                protocol=udp
                bind=127.0.0.2:%1$d
                [line]
                type=auth
                auth_type=userpass
                username=line
                password=correct horse
                [line]
                type=aor
                max_contacts=1
                remove_existing=yes
                [line]
                type=endpoint
                context=carrier
                transport=udp
                aors=line
                auth=line
                disallow=all
                allow=alaw,ulaw
                direct_media=no
                dtmf_mode=rfc4733
                media_address=127.0.0.2
                trust_id_inbound=yes
                100rel=required
                timers=yes
                timers_sess_expires=90
                timers_min_se=90
                [line]
                type=identify
                endpoint=line
                match=127.0.0.1
                [plain]
                type=aor
                contact=sip:otvet@127.0.0.1:%2$d
                qualify_frequency=1
                [plain]
                type=endpoint
                context=carrier
                transport=udp
                aors=plain
                disallow=all
                allow=alaw,ulaw
                direct_media=no
                media_address=127.0.0.2
                from_user=74951234567
                """.formatted(port, otvetPort));
        write("extensions.conf", """
                [carrier]
                exten => _+7916.,1,Answer()
                 same => n,Echo()
                exten => _8916.,1,Answer()
                 same => n,Milliwatt()
                exten => busy,1,Busy(1)
                exten => gone,1,Hangup(1)
                exten => full,1,Congestion(1)
                exten => early,1,Progress()
                 same => n,PlayTones(1004)
                 same => n,Wait(30)
                exten => short,1,Answer()
                 same => n,Wait(1)
                 same => n,Hangup()
                exten => who,1,NoOp()
                 same => n,GotoIf($["${CALLERID(num)}" = "78125550001"]?yes,1)
                 same => n,Busy(1)
                exten => yes,1,Answer()
                 same => n,Wait(30)
                [outside]
                exten => s,1,Answer()
                 same => n,Milliwatt()
                """);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                process.waitFor();
            }
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
