from django.urls import path

from files import serving, uploads

urlpatterns = [
    path("uploads/", uploads.Uploads.as_view(), name="uploads"),
    path("uploads/<uuid:file_id>/", uploads.Upload.as_view(), name="upload"),
    path("files/<uuid:file_id>/", serving.file, name="file"),
    path("files/<uuid:file_id>/preview/", serving.preview, name="file-preview"),
]
