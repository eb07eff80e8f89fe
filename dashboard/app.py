"""The app itself: the only place that makes a Dash and a server."""

import sys

import dash
import flask

from dashboard.exhibit import Site
from dashboard.export.routes import register_exports
from dashboard.package import PackageError, load_package
from dashboard.pages.contents import resolve
from dashboard.provenance import load_texts
from dashboard.security import secure
from dashboard.settings import Settings, SettingsError
from dashboard.shell import DashboardApp, layout
from dashboard.wiring import register


def create_app(settings: Settings) -> DashboardApp:
    """The app on a checked data package; raises PackageError when the package has faults."""
    package = load_package(settings.data)
    site = Site(
        package=package,
        prefix=settings.url_prefix,
        texts=load_texts(settings.source_texts, package),
        map_approval=settings.map_approval,
    )
    app = DashboardApp(
        "dashboard",
        assets_folder=str(settings.assets),
        assets_ignore=r"theme-first\.js|bootstrap\.min\.css|.*\.(md|txt|json)",
        url_base_pathname=settings.url_prefix,
        suppress_callback_exceptions=True,  # pages come one at a time; a test compares ids and layouts instead
        compress=True,
        health_endpoint="healthz",
        update_title="",
        enable_mcp=False,
    )
    app.site = site
    app.layout = layout(site)
    register(app, site)
    register_exports(app.server, site)
    _answer_unknown_pages(app, site)
    secure(app)
    return app


def create_server() -> flask.Flask:
    """The WSGI application; a fault in settings or data is told in plain sentences and ends the process."""
    try:
        server: flask.Flask = create_app(Settings.from_env()).server
    except SettingsError as error:
        sys.exit(f"dashboard: {error}")
    except PackageError as error:
        sys.exit(f"dashboard: the data package cannot be used.\n{error}")
    return server


def _answer_unknown_pages(app: dash.Dash, site: Site) -> None:
    """Dash answers 200 for every path; a page that does not exist is a 404, with the same helpful content."""

    server: flask.Flask = app.server

    @server.after_request
    def _status(response: flask.Response) -> flask.Response:
        is_page = response.status_code == 200 and response.mimetype == "text/html"
        if is_page and not resolve(flask.request.path, site).exists:
            response.status_code = 404
        return response
