"""allauth's forms, drawn as the portal draws forms."""

from allauth.account import forms as account

from portal.common.forms import PortalForm


class LoginForm(PortalForm, account.LoginForm):
    pass


class SignupForm(PortalForm, account.SignupForm):
    pass


class ResetPasswordForm(PortalForm, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(PortalForm, account.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(PortalForm, account.ChangePasswordForm):
    pass
