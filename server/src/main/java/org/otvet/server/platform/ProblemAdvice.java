package org.otvet.server.platform;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

/** Every failure of a request as problem details; what is not foreseen is logged here and told to nobody. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> foreseen(Problem problem) {
        return answer(problem);
    }

    @ExceptionHandler({
        CannotGetJdbcConnectionException.class,
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        TransactionSystemException.class,
        QueryTimeoutException.class
    })
    ResponseEntity<ProblemDetail> databaseAway(Exception e) {
        log.warn("A request failed because the database is away: {}", e.getMessage());
        return answer(Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE, "database-away", "The database does not answer; try again soon."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> clash(DataIntegrityViolationException e) {
        log.info(
                "A change clashed with what is stored: {}",
                e.getMostSpecificCause().getMessage());
        return answer(
                Problem.conflict("conflict", "This clashes with something that is there already or refers to it."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> malformed(HttpMessageNotReadableException e) {
        return answer(Problem.of(HttpStatus.BAD_REQUEST, "malformed", "The body is not the JSON that is expected."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> malformed(MethodArgumentTypeMismatchException e) {
        return answer(Problem.of(HttpStatus.BAD_REQUEST, "malformed", "Parameter " + e.getName() + " is not right."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(MaxUploadSizeExceededException e) {
        return answer(Problem.of(HttpStatus.CONTENT_TOO_LARGE, "too-large", "The upload is too large."));
    }

    @ExceptionHandler
    void clientWentAway(AsyncRequestNotUsableException e) {
        log.debug("A client went away while it was answered");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unforeseen(Exception e) {
        if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
            return answer(Problem.of(status, codeOf(status), status.getReasonPhrase() + "."));
        }
        log.error("A request failed", e);
        return answer(
                Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "Something went wrong; the log says more."));
    }

    static ResponseEntity<ProblemDetail> answer(Problem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(detailOf(problem));
    }

    static ProblemDetail detailOf(Problem problem) {
        ProblemDetail detail = ProblemDetail.forStatusAndDetail(problem.status(), String.valueOf(problem.getMessage()));
        detail.setTitle(problem.status().getReasonPhrase());
        detail.setProperty("code", problem.code());
        problem.properties().forEach(detail::setProperty);
        return detail;
    }

    private static String codeOf(HttpStatus status) {
        return Map.of(
                        HttpStatus.NOT_FOUND, "not-found",
                        HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed",
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type",
                        HttpStatus.NOT_ACCEPTABLE, "not-acceptable",
                        HttpStatus.UNAUTHORIZED, "not-signed-in",
                        HttpStatus.FORBIDDEN, "forbidden",
                        HttpStatus.CONTENT_TOO_LARGE, "too-large")
                .getOrDefault(status, "malformed");
    }
}
