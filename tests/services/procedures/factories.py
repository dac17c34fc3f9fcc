"""Procedures as a catalogue holds them; traits name the situations stories need."""

import factory

from services.procedures.models import Component, Fee, Procedure, Result, TimeLimit


class FactFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    position = factory.Sequence(lambda n: n)


class TimeLimitFactory(FactFactory):
    class Meta:
        model = TimeLimit

    quantity = 3
    unit = TimeLimit.Unit.WORKING_DAY

    class Params:
        in_words_only = factory.Trait(
            quantity=None, unit=TimeLimit.Unit.OTHER, text="Thường làm trong ngày"
        )


class FeeFactory(FactFactory):
    class Meta:
        model = Fee

    status = Fee.Status.UNKNOWN

    class Params:
        free = factory.Trait(status=Fee.Status.FREE, amount=0)
        costing = factory.Trait(status=Fee.Status.AMOUNT, amount=8000)


class ComponentFactory(FactFactory):
    class Meta:
        model = Component

    name = factory.Sequence(lambda n: f"Giấy tờ số {n}")
    originals = 1


class ResultFactory(FactFactory):
    class Meta:
        model = Result

    name = "Giấy khai sinh"


class ProcedureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Procedure
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"1.{n:06d}")
    name = factory.Sequence(lambda n: f"Thủ tục thử số {n}")
    field = "Hộ tịch"
    level = Procedure.Level.COMMUNE
    life_event = "Có con nhỏ"
    executing_agency = "Ủy ban nhân dân cấp xã"
    subjects = ["Công dân Việt Nam"]
    legal_basis = ["60/2014/QH13"]
    summary = "Bạn làm thủ tục này để con có giấy khai sinh."
    source = "Cổng Dịch vụ công quốc gia"

    class Params:
        birth = factory.Trait(
            code="1.001193",
            name="Thủ tục đăng ký khai sinh",
            keywords=["giấy khai sinh", "giấy khai sanh", "con mới sinh"],
        )
        retired = factory.Trait(is_active=False)
        verified = factory.Trait(is_verified=True)
        local = factory.Trait(submission_mode=Procedure.SubmissionMode.LOCAL)
        on_paper = factory.Trait(submission_mode=Procedure.SubmissionMode.PAPER_ONLY)
        with_facts = factory.Trait(
            limit=factory.RelatedFactory(TimeLimitFactory, "procedure"),
            fee=factory.RelatedFactory(FeeFactory, "procedure"),
            component=factory.RelatedFactory(ComponentFactory, "procedure"),
            result=factory.RelatedFactory(ResultFactory, "procedure"),
        )
