package org.otvet.server.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import org.otvet.server.platform.OpenToAll;
import org.otvet.server.platform.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a request reach an endpoint only when the endpoint says who may, and the caller is among them. */
@Component
class PermissionWall implements HandlerInterceptor, HandlerMethodArgumentResolver {

    private static final Logger log = LoggerFactory.getLogger(PermissionWall.class);

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || open(method)) {
            return true;
        }
        CurrentPerson caller = CurrentPerson.of(request).orElseThrow(PermissionWall::notSignedIn);
        Requires requires = requirementOf(method).orElse(null);
        if (requires == null) {
            log.error("{} declares no permission and is refused", method);
            throw Problem.forbidden();
        }
        boolean allowed =
                requires.value().length == 0 || Arrays.stream(requires.value()).anyMatch(caller::may);
        if (!allowed) {
            throw Problem.forbidden();
        }
        return true;
    }

    /** Endpoints of libraries are those the configuration turned on. */
    static boolean open(HandlerMethod method) {
        return method.hasMethodAnnotation(OpenToAll.class)
                || method.getBeanType().getPackageName().startsWith("org.springdoc");
    }

    static Optional<Requires> requirementOf(HandlerMethod method) {
        Requires own = method.getMethodAnnotation(Requires.class);
        return Optional.ofNullable(
                own != null ? own : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Requires.class));
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(CurrentPerson.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @org.jspecify.annotations.Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @org.jspecify.annotations.Nullable WebDataBinderFactory binders) {
        HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
        return Optional.ofNullable(servletRequest).flatMap(CurrentPerson::of).orElseThrow(PermissionWall::notSignedIn);
    }

    static Problem notSignedIn() {
        return Problem.of(HttpStatus.UNAUTHORIZED, "not-signed-in", "Sign in first.");
    }
}
