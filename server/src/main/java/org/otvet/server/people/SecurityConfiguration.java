package org.otvet.server.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.otvet.server.platform.Problem;
import org.otvet.server.platform.ProblemWriter;
import org.otvet.server.platform.TlsIdentity;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Filters and headers before every request. Who may call which endpoint is {@link PermissionWall}'s. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SecurityConfiguration implements WebMvcConfigurer {

    private static final long A_YEAR_SECONDS = 31_536_000;

    private static final String CONTENT_POLICY = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "connect-src 'self'",
            "media-src 'self' blob:",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    private final PermissionWall wall;

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(CurrentPerson.class);
    }

    SecurityConfiguration(PermissionWall wall) {
        this.wall = wall;
    }

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            DefaultPeople people,
            Sessions sessions,
            StrangerRate strangers,
            ProblemWriter problems,
            TlsIdentity identity) {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict").path("/"));
        return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .formLogin(login -> login.disable())
                .httpBasic(basic -> basic.disable())
                .logout(logout -> logout.disable())
                .anonymous(anonymous -> {})
                .csrf(csrf ->
                        csrf.spa().csrfTokenRepository(tokens).ignoringRequestMatchers(CallerFilter::carriesBearer))
                .addFilterBefore(new CallerFilter(people, sessions, strangers, problems), CsrfFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .access((authentication, context) ->
                                new AuthorizationDecision(CurrentPerson.of(context.getRequest())
                                        .filter(caller -> caller.may(Permission.SEE_TECHNICAL))
                                        .isPresent()))
                        .anyRequest()
                        .permitAll())
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (request, response, failure) -> problems.write(response, refusal(request)))
                        .accessDeniedHandler((request, response, failure) -> problems.write(
                                response,
                                Problem.of(
                                        HttpStatus.FORBIDDEN,
                                        "csrf",
                                        "Send the XSRF-TOKEN cookie's value as header X-XSRF-TOKEN."))))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(policy -> policy.policy(
                                "microphone=(self), autoplay=(self), camera=(), geolocation=(), payment=(), usb=()"))
                        .frameOptions(frame -> frame.deny())
                        .httpStrictTransportSecurity(strict -> {
                            // A browser that was told so would not let people past a self-made certificate.
                            if (identity.isOperators()) {
                                strict.includeSubDomains(false).maxAgeInSeconds(A_YEAR_SECONDS);
                            } else {
                                strict.disable();
                            }
                        }))
                .build();
    }

    private static Problem refusal(HttpServletRequest request) {
        return CurrentPerson.of(request).isPresent() ? Problem.forbidden() : PermissionWall.notSignedIn();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(wall);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(wall);
    }
}
