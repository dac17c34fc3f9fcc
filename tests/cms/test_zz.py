import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cms.test_front import *
def test_q(client, write, soc_trang_office):
    for number in range(3):
        PhotoFactory(report=ReportFactory(state=State.RECEIVED))
        ProcedureFactory(life_event=f"Việc {number}")
        write(f"Tin {number}", picture=new_picture(f"anh-{number}.jpg"))
    Alert.objects.create(title="Triều cường")
    ContentType.objects.get_for_model(HomePage)
    with CaptureQueriesContext(connection, ) as q:
        client.get("/")
    for one in q: print("Q:", one["sql"][:60], "...", one["sql"][one["sql"].find("FROM"):][:200])
