"""The doors of one's account under Vietnamese addresses; allauth's names stay: it uses them."""

from allauth.account import views as allauth
from django.urls import include, path

from services.signin import account_views, views

urlpatterns = [
    path("dang-nhap/", views.login, name="account_request_login_code"),
    path("dang-nhap/", views.login, name="account_login"),
    path(
        "dang-nhap/ma/",
        views.ConfirmLoginCodeView.as_view(),
        name="account_confirm_login_code",
    ),
    path("dang-xuat/", allauth.logout, name="account_logout"),
    path("dang-ky/", views.SignUpView.as_view(), name="account_signup"),
    path("dang-ky/ma/", views.confirm_signup, name="account_confirm_signup"),
    path("tam-khoa/", allauth.account_inactive, name="account_inactive"),
    path("mat-khau/quen/", views.ForgottenView.as_view(), name="account_reset_password"),
    path("thong-tin/", account_views.profile, name="account_profile"),
    path("bao-mat/", account_views.security, name="account_security"),
    path("thiet-bi/", account_views.devices, name="usersessions_list"),
    path("xac-nhan-lai/", allauth.reauthenticate, name="account_reauthenticate"),
    path("chung-to/", account_views.prove, name="account_prove"),
    path("email/", account_views.change_email, name="account_email"),
    path("email/ma/", allauth.email_verification_sent, name="account_email_verification_sent"),
    path("dien-thoai/", account_views.change_phone, name="account_change_phone"),
    path("dien-thoai/ma/", account_views.verify_phone, name="account_verify_phone"),
    path("mat-khau/doi/", allauth.password_change, name="account_change_password"),
    path("mat-khau/dat/", account_views.choose_password, name="account_set_password"),
    path("vneid/", include("services.signin.vneid.urls")),
    path("xac-thuc/", include("services.signin.staff.urls")),
]
