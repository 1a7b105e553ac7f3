from django.urls import path

from tickets import api, views

urlpatterns = [
    path("tickets/", views.tickets, name="tickets"),
    path("tickets/<int:number>/", views.ticket, name="ticket"),
    path("tickets/<int:number>/solve/", views.solve, name="ticket-solve"),
    path("tickets/<int:number>/reopen/", views.reopen, name="ticket-reopen"),
    path("tickets/<int:number>/assign/", views.assign, name="ticket-assign"),
    path("api/tickets/", api.Tickets.as_view(), name="api-tickets"),
    path("api/tickets/<int:number>/", api.OneTicket.as_view(), name="api-ticket"),
]
