from django.http import HttpRequest, HttpResponse
def instruments(request: HttpRequest) -> HttpResponse: return HttpResponse("")
def instrument(request: HttpRequest, id: str) -> HttpResponse: return HttpResponse(id)
