from django.urls import path

from accounts import views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
    path("password/", views.ChangePassword.as_view(), name="password-change"),
    path("password/forgotten/", views.ForgottenPassword.as_view(), name="password-forgotten"),
    path("password/forgotten/sent/", views.ForgottenPasswordSent.as_view(), name="password-forgotten-sent"),
    path("password/reset/<uidb64>/<token>/", views.SetPassword.as_view(), name="password-reset"),
    path("invitation/<uidb64>/<token>/", views.Invitation.as_view(), name="invitation"),
    path("me/", views.profile, name="profile"),
    path("photo/<int:user>/", views.photo, name="photo"),
    path("language/", views.set_language, name="set-language"),
    path("theme/", views.set_theme, name="set-theme"),
]
