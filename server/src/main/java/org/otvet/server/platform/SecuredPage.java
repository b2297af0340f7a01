package org.otvet.server.platform;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLContext;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;

/** HTTPS for the page, and plain HTTP beside it that only sends people there. */
@Configuration(proxyBeanMethods = false)
class SecuredPage {

    private static final int PERMANENT_REDIRECT = 308;
    private static final int MOST_REDIRECTED = 256;
    private static final int REDIRECT_TIMEOUT_MS = 5_000;

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> securedConnector(
            OtvetSettings settings, TlsIdentity identity) {
        return factory -> {
            if (settings.secured().page()) {
                factory.addConnectorCustomizers(connector -> secure(connector, identity));
                factory.addAdditionalConnectors(redirecting(settings));
            }
        };
    }

    private static void secure(Connector connector, TlsIdentity identity) {
        connector.setScheme("https");
        connector.setSecure(true);
        SSLHostConfig host = new SSLHostConfig();
        host.setProtocols("TLSv1.2+TLSv1.3");
        host.setHonorCipherOrder(true);
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setSslContext(new PageTls(identity.keys()));
        host.addCertificate(certificate);
        AbstractHttp11Protocol<?> protocol = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
        protocol.setSSLEnabled(true);
        protocol.addSslHostConfig(host);
    }

    private static Connector redirecting(OtvetSettings settings) {
        Connector connector = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
        connector.setPort(settings.httpPort());
        AbstractHttp11Protocol<?> protocol = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
        protocol.setAddress(settings.listen());
        protocol.setMaxConnections(MOST_REDIRECTED);
        protocol.setConnectionTimeout(REDIRECT_TIMEOUT_MS);
        return connector;
    }

    /** A proxy on this machine that took HTTPS off a request says so, and is served. */
    @Bean
    static FilterRegistrationBean<Filter> redirect(OtvetSettings settings, Environment environment) {
        Filter filter = (request, response, chain) -> {
            if (request.isSecure()
                    || !(request instanceof HttpServletRequest asked)
                    || !(response instanceof HttpServletResponse answer)) {
                chain.doFilter(request, response);
                return;
            }
            String port = environment.getRequiredProperty("local.server.port");
            String query = asked.getQueryString();
            answer.setStatus(PERMANENT_REDIRECT);
            answer.setHeader(
                    HttpHeaders.LOCATION,
                    "https://" + asked.getServerName() + (port.equals("443") ? "" : ":" + port) + asked.getRequestURI()
                            + (query == null ? "" : "?" + query));
        };
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.setName("redirectToHttps");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setEnabled(settings.secured().page());
        return registration;
    }

    /** Tomcat's view of our TLS: new connections show the certificate of the moment. */
    private static final class PageTls implements SSLContext {

        private final X509ExtendedKeyManager keys;
        private final javax.net.ssl.SSLContext context;

        PageTls(X509ExtendedKeyManager keys) {
            this.keys = keys;
            try {
                context = javax.net.ssl.SSLContext.getInstance("TLS");
                context.init(new KeyManager[] {keys}, null, null);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This Java has no TLS", e);
            }
        }

        @Override
        public void init(KeyManager[] ignored, TrustManager[] trusted, SecureRandom random) {
            // It is ready.
        }

        @Override
        public void destroy() {
            // Nothing is held.
        }

        @Override
        public SSLSessionContext getServerSessionContext() {
            return context.getServerSessionContext();
        }

        @Override
        public SSLEngine createSSLEngine() {
            return context.createSSLEngine();
        }

        @Override
        public SSLServerSocketFactory getServerSocketFactory() {
            return context.getServerSocketFactory();
        }

        @Override
        public SSLParameters getSupportedSSLParameters() {
            return context.getSupportedSSLParameters();
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            X509Certificate[] chain = keys.getCertificateChain(alias);
            return chain == null ? new X509Certificate[0] : chain;
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
