"""The app itself: the only place that makes a Dash and a server."""

import gc
import sys
from dataclasses import replace
from zoneinfo import ZoneInfo

import flask
from werkzeug.middleware.proxy_fix import ProxyFix

from dashboard import access_log, dash_internals, delivery, document, security, wiring
from dashboard.check.declarations import declaration_faults
from dashboard.faults import ServingNet, answer_faults
from dashboard.figures.cite import load_quotes, load_texts
from dashboard.files.routes import register_exports
from dashboard.files.served_package import register_package
from dashboard.head import register_lists
from dashboard.package.load import Package, PackageError, load_package
from dashboard.pages.search import index_of
from dashboard.render.site import Site
from dashboard.settings import Settings, SettingsError


def _site(settings: Settings, package: Package) -> Site:
    site = Site(
        package=package,
        prefix=settings.url_prefix,
        texts=load_texts(settings.source_texts, package),
        quotes=load_quotes(settings.source_texts),
        map_approval=settings.map_approval,
        operator=settings.operator,
        time_zone=ZoneInfo(settings.time_zone),
        net=ServingNet() if settings.net else None,
    )
    return site.tiled if settings.maps == "tiles" else site


def create_app(settings: Settings) -> wiring.DashboardApp:
    """The app on a checked data package, of which nothing is drawn yet; raises PackageError where it has faults."""
    package = load_package(settings.data)
    if faults := declaration_faults(package):
        raise PackageError(faults)
    site = _site(settings, package)
    app = wiring.DashboardApp(
        "dashboard",
        assets_folder=str(settings.assets),
        assets_ignore=r".*\.js|bootstrap\.min\.css|.*\.(md|txt|json)",
        url_base_pathname=settings.url_prefix,
        suppress_callback_exceptions=True,  # pages come one at a time; a test compares ids and layouts instead
        compress=True,
        health_endpoint="healthz",
        update_title="",
        enable_mcp=False,
    )
    files = delivery.Files(settings.url_prefix, settings.assets / "compressed")
    parts = document.publish(app, files, settings.assets, site.package.sheets.values())
    version = delivery.fingerprint("".join((*parts.values(), package.version)).encode())
    site = replace(site, asset_root=parts["folder"], version=version)
    app.site = site
    app.layout = wiring.layout(site)
    wiring.register(app, site)
    dash_internals.assert_known(app)
    app.answer_page = document.documents(app, site, parts)
    files.serve(app.server)
    register_exports(app.server, site)
    register_package(app.server, site.prefix, package, settings.data)
    register_lists(app.server, site)
    document.register_search(app.server, site)
    document.register_profiles(app.server, site)
    _answer_readiness(app.server, site)
    answer_faults(app.server)
    security.secure(app, settings.frame_ancestors)
    delivery.keep_callback_answers(app.server, f"{settings.url_prefix}{dash_internals.CALLBACKS}", site.keeps)
    _stand_behind(app.server, settings)
    return app


def create_server() -> flask.Flask:
    """The WSGI application; a fault in settings or data is told in plain sentences and ends the process."""
    try:
        settings = Settings.from_env()
        access_log.write_json(settings.log_level)
        app = create_app(replace(settings, net=True))
        index_of(app.site)  # which the workers forked from here share
        server: flask.Flask = app.server
        gc.freeze()  # workers are forked from here; a collection would write to, and so copy, all that they share
    except (SettingsError, dash_internals.InternalsError) as error:
        sys.exit(f"dashboard: {error}")
    except PackageError as error:
        sys.exit(f"dashboard: the data package cannot be used.\n{error}")
    return server


def _answer_readiness(server: flask.Flask, site: Site) -> None:
    """An app that answers at all has its data; the version tells whether every replica has the same."""

    @server.get(f"{site.prefix}{wiring.READY}")
    def readyz() -> flask.Response:
        return flask.jsonify(ready=True, data_version=site.package.version)

    @server.after_request
    def _tell_version(response: flask.Response) -> flask.Response:
        response.headers["Dashboard-Version"] = site.version
        return response


def _stand_behind(server: flask.Flask, settings: Settings) -> None:
    """Log each request, and believe a proxy about client and scheme where there is one; never about the host."""
    if settings.trust_proxy:
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]
    server.wsgi_app = access_log.AccessLog(server.wsgi_app)  # type: ignore[method-assign]
