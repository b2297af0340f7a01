package org.otvet.server.recordings;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.otvet.server.people.Audit;
import org.otvet.server.people.CurrentPerson;
import org.otvet.server.people.Permission;
import org.otvet.server.people.Requires;
import org.otvet.server.platform.Problem;
import org.otvet.server.recordings.ByteRange.Asked;
import org.otvet.server.recordings.RecordingKeys.NoKeyException;
import org.otvet.server.recordings.StoredRecordings.Stored;
import org.otvet.switchboard.recording.DamagedRecordingException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Playing and showing recordings. Whoever listens is in the audit, once a listen. */
@RestController
@Requires(Permission.LISTEN_RECORDINGS)
class RecordingsController {

    private static final int MOST_POINTS = 20_000;
    private static final DateTimeFormatter IN_NAME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss").withZone(ZoneOffset.UTC);

    private final RecordingAccess access;
    private final RecordingVault vault;
    private final RecordingDeletion deletion;
    private final Audit audit;
    private final Listens listens = new Listens(Clock.systemUTC());

    RecordingsController(RecordingAccess access, RecordingVault vault, RecordingDeletion deletion, Audit audit) {
        this.access = access;
        this.vault = vault;
        this.deletion = deletion;
        this.audit = audit;
    }

    @GetMapping("/api/recordings/{id}/audio")
    void audio(
            CurrentPerson person,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String download,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (download != null) {
            person.require(Permission.DOWNLOAD_RECORDINGS);
        }
        Stored recording = access.find(person, id);
        try (Sound sound = vault.open(id, access.file(recording))) {
            long length = sound.pcmLength();
            String version = "\"" + id + "-" + length + "\"";
            Asked asked = ByteRange.of(range(request, version), length);
            response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
            response.setHeader(HttpHeaders.ETAG, version);
            ByteRange part = asked.range();
            if (part == null) {
                response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + length);
                response.setStatus(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value());
                return;
            }
            note(person, recording, download != null);
            response.setContentType("audio/wav");
            response.setContentLengthLong(part.length());
            if (asked.kind() == ByteRange.Kind.PART) {
                response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
                response.setHeader(
                        HttpHeaders.CONTENT_RANGE, "bytes " + part.first() + "-" + part.last() + "/" + length);
            }
            if (download != null) {
                response.setHeader(
                        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName(recording) + "\"");
            }
            if (!request.getMethod().equals("HEAD")) {
                sound.writePcm(part.first(), part.last(), response.getOutputStream());
            }
        } catch (DamagedRecordingException e) {
            if (response.isCommitted()) {
                throw e;
            }
            response.reset();
            throw Problem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT, "recording-damaged", "This part of the recording is damaged.");
        } catch (NoSuchFileException gone) {
            throw Problem.of(HttpStatus.GONE, "recording-gone", "The file of this recording is not there any more.");
        } catch (NoKeyException e) {
            throw Problem.of(HttpStatus.GONE, "recording-key-gone", "This recording cannot be decrypted.");
        }
    }

    @GetMapping("/api/recordings/{id}/peaks")
    Peaks.Shape peaks(CurrentPerson person, @PathVariable UUID id, @RequestParam(defaultValue = "1000") int points)
            throws IOException {
        Stored recording = access.find(person, id);
        try (Sound sound = vault.open(id, access.file(recording))) {
            boolean finished = recording.info().endedAt() != null;
            return Peaks.of(sound, finished, Math.clamp(points, 1, MOST_POINTS));
        } catch (NoSuchFileException gone) {
            throw Problem.of(HttpStatus.GONE, "recording-gone", "The file of this recording is not there any more.");
        } catch (NoKeyException e) {
            throw Problem.of(HttpStatus.GONE, "recording-key-gone", "This recording cannot be decrypted.");
        }
    }

    @DeleteMapping("/api/recordings/{id}")
    @Requires(Permission.MANAGE_RECORDINGS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(CurrentPerson person, @PathVariable UUID id) {
        deletion.delete(person, id, "asked");
    }

    @PutMapping("/api/recordings/{id}/hold")
    @Requires(Permission.MANAGE_RECORDINGS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void hold(CurrentPerson person, @PathVariable UUID id) {
        deletion.hold(person, id, true);
    }

    @DeleteMapping("/api/recordings/{id}/hold")
    @Requires(Permission.MANAGE_RECORDINGS)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(CurrentPerson person, @PathVariable UUID id) {
        deletion.hold(person, id, false);
    }

    private void note(CurrentPerson person, Stored recording, boolean download) {
        UUID id = recording.info().id();
        Map<String, String> call =
                Map.of("interactionId", recording.info().interactionId().toString());
        if (download) {
            audit.record(person, "recording.downloaded", "recording " + id, null, call);
        } else if (listens.begins(person.id(), id)) {
            try {
                audit.record(person, "recording.listened", "recording " + id, null, call);
            } catch (RuntimeException e) {
                listens.forget(person.id(), id);
                throw e;
            }
        }
    }

    private static @Nullable String range(HttpServletRequest request, String version) {
        String condition = request.getHeader(HttpHeaders.IF_RANGE);
        return condition == null || condition.equals(version) ? request.getHeader(HttpHeaders.RANGE) : null;
    }

    private static String fileName(Stored recording) {
        return "otvet-" + IN_NAME.format(recording.info().startedAt()) + "-"
                + recording.info().id() + ".wav";
    }
}
