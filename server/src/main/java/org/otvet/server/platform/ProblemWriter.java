package org.otvet.server.platform;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a {@link Problem} where no controller is reached, in filters and the like. */
@Component
public class ProblemWriter {

    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    public void write(HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(problem.status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader("Cache-Control", "no-store");
        Object wait = problem.properties().get("retryAfterSeconds");
        if (wait != null) {
            response.setHeader("Retry-After", wait.toString());
        }
        response.getOutputStream()
                .write(json.writeValueAsString(ProblemAdvice.detailOf(problem)).getBytes(StandardCharsets.UTF_8));
    }
}
