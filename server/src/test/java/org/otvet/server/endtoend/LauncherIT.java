package org.otvet.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./otvet} says on a machine where something is missing: one line, and a non-zero exit. */
class LauncherIT {

    private record End(int status, List<String> lines) {}

    private static final List<String> SHELL_TOOLS = List.of("bash", "dirname", "readlink", "sed", "find");

    @TempDir
    Path folder;

    private Path tools;

    @BeforeEach
    void onlyTheShellsOwnTools() throws IOException {
        tools = Files.createDirectory(folder.resolve("bin"));
        for (String tool : SHELL_TOOLS) {
            program(tool, "exec " + onPath(tool) + " \"$@\"");
        }
    }

    @Test
    void saysWhichJdkIsNeededWhenOnlyAnOldOneIsThere() throws Exception {
        Path old = jdk("old", "17.0.15");
        End end = otvet(Map.of("JAVA_HOME", old.toString(), "OTVET_JDK_FOLDERS", old.toString()), "run");
        assertThat(end.status()).isEqualTo(1);
        assertThat(end.lines()).singleElement().asString().startsWith("otvet: JDK 25 or newer is needed");
    }

    @Test
    void findsANewJdkBesideAnOlderDefault() throws Exception {
        Path old = jdk("old", "17.0.15");
        Path current = jdk("new", "25.0.1");
        End end = otvet(Map.of("JAVA_HOME", old.toString(), "OTVET_JDK_FOLDERS", old + ":" + current), "where-jdk");
        assertThat(end).isEqualTo(new End(0, List.of(current.toString())));
    }

    @Test
    void namesAToolThatIsMissing() throws Exception {
        Map<String, String> environment =
                Map.of("JAVA_HOME", jdk("new", "25.0.1").toString());
        assertRefused(otvet(environment, "web-packages"), "otvet: mvn is needed");
        program("mvn", "exit 0");
        assertRefused(otvet(environment, "web-packages"), "otvet: node is needed");
        program("node", "echo v18.19.0");
        program("npm", "exit 0");
        assertRefused(
                otvet(environment, "web-packages"), "otvet: Node.js 20 or newer is needed; v18.19.0 is installed");
    }

    private static void assertRefused(End end, String line) {
        assertThat(end.status()).isEqualTo(1);
        assertThat(end.lines()).singleElement().asString().startsWith(line);
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        executable(home.resolve("bin/javac"), "echo javac " + version);
        return home;
    }

    private void program(String name, String does) throws IOException {
        executable(tools.resolve(name), does);
    }

    private static void executable(Path file, String does) throws IOException {
        Files.writeString(file, "#!" + onPath("bash") + "\n" + does + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Path onPath(String tool) {
        for (String place : System.getenv("PATH").split(":", -1)) {
            Path found = Path.of(place, tool);
            if (Files.isExecutable(found)) {
                return found;
            }
        }
        throw new IllegalStateException(tool + " is not on the PATH");
    }

    private End otvet(Map<String, String> environment, String command) throws Exception {
        Path output = folder.resolve("output.log");
        ProcessBuilder builder = new ProcessBuilder(
                        new ArrayList<>(List.of(tools.resolve("bash").toString(), "../otvet", command)))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("PATH", tools.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("it ends by itself")
                    .isTrue();
            return new End(process.exitValue(), Files.readAllLines(output));
        } finally {
            process.destroyForcibly();
        }
    }
}
