"""allauth's pages of the second factor under Vietnamese addresses; its own names stay."""

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from services.signin.staff import views

urlpatterns = [
    path("", views.Index.as_view(), name="mfa_index"),
    path("dang-nhap/", views.Authenticate.as_view(), name="mfa_authenticate"),
    path("xac-nhan-lai/", base.reauthenticate, name="mfa_reauthenticate"),
    path("tai-xuong/", views.fetch, name="staff_fetch"),
    path("ung-dung/", views.ActivateTOTP.as_view(), name="mfa_activate_totp"),
    path("ung-dung/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("ma-du-phong/", views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path(
        "ma-du-phong/tao/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "ma-du-phong/tai/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("khoa/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("khoa/them/", views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("khoa/dang-nhap/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path(
        "khoa/xac-nhan-lai/",
        views.ConfirmByPasskey.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("khoa/<int:pk>/bo/", views.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("khoa/<int:pk>/sua/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
]
