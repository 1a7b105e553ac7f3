from django.urls import path

from chat import api, archive, views

urlpatterns = [
    path("", views.front_door, name="front-door"),
    path("chat/", views.chat, name="chat"),
    path("chat/message/", views.leave_message, name="leave-message"),
    path("rate/<str:token>/", views.rate, name="rate"),
    path("console/", views.console, name="console"),
    path("console/c/<uuid:conversation_id>/", views.console, name="console-conversation"),
    path("chat/files/<uuid:conversation_id>.zip", archive.all_files, name="conversation-files"),
    path("api/menu/", api.Menu.as_view(), name="api-menu"),
    path("api/conversations/", api.Conversations.as_view(), name="api-conversations"),
    path("api/conversations/<uuid:conversation_id>/entries/", api.Entries.as_view(), name="api-entries"),
    path("api/conversations/<uuid:conversation_id>/files/", api.Files.as_view(), name="api-files"),
    path("api/conversations/<uuid:conversation_id>/contact/", api.Customer.as_view(), name="api-contact"),
]
