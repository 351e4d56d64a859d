"""The index of industrial transfer over the real edition, and over small tables made by hand."""

import math

import pandas as pd
import pytest

from app.transfer.events import Events, hosted
from app.transfer.guidance import Direction
from app.transfer.kinds import Kind, Nature
from app.transfer.modelled import WHOLE, Modelled
from app.transfer_index import transfer_index
from geo.place import Level, PlaceKey

MEIZHOU, ZHANJIANG = (PlaceKey(Level.PREFECTURE, code) for code in ("441400", "440800"))
TIBET, SICHUAN, GANSU = (PlaceKey(Level.PROVINCE, code) for code in ("540000", "510000", "620000"))


@pytest.fixture(scope="module")
def index(atlas):
    return transfer_index(atlas)


def test_the_index_is_made_once(atlas, index):
    assert transfer_index(atlas) is index


def test_every_kind_says_how_it_is_known():
    assert {kind: kind.nature for kind in Kind} == {
        Kind.POLICY: Nature.POLICY,
        Kind.EVENTS: Nature.OBSERVED,
        Kind.PROJECTS: Nature.OBSERVED,
        Kind.MODELLED: Nature.MODELLED,
        Kind.GRADIENT: Nature.MODELLED,
    }
    assert [kind for kind in Kind if kind.is_modelled] == [Kind.MODELLED, Kind.GRADIENT]


def test_four_prefectures_have_guidance_and_one_record_is_cut(index):
    guidance = index.guidance
    assert [place.adcode for place in guidance.places] == ["441400", "420900", "360300", "440800"]
    assert len(guidance.entries) == 50
    assert len(guidance.of(MEIZHOU)) == 3 + 6 + 5
    assert guidance.directions(MEIZHOU) == set(Direction)
    assert guidance.directions(ZHANJIANG) == {Direction.RECEIVE}
    assert [guidance.is_complete(place) for place in guidance.places] == [True, True, True, False]
    assert guidance.of(PlaceKey(Level.PREFECTURE, "440300")) == []


def test_a_missing_amount_is_no_zero(index):
    hosts = index.events.hosts()
    assert len(index.events.all) == 10
    assert len(hosts) == 9
    assert (hosts[SICHUAN].events, hosts[SICHUAN].amount_100m_cny) == (2, 1048)
    assert hosts[SICHUAN].at_least
    assert hosts[GANSU].amount_100m_cny is None
    assert index.events.hosts("2024")[SICHUAN].at_least is False
    everything = hosted(list(index.events.all))
    assert everything.amount_100m_cny == 5800 + 3600 + 4573 + 3225 + 3966 + 1048
    assert everything.at_least


def test_no_events_are_no_amount():
    assert hosted([]).amount_100m_cny is None
    assert Events([]).years == []


@pytest.mark.parametrize("period", [(2003, 2008), (2008, 2013), (2014, 2019)])
def test_flows_balance_with_losses_and_gains(index, period):
    run = index.modelled.run(WHOLE, period)
    assert run.losses == pytest.approx(run.gains, rel=1e-9)
    assert run.flows.total == pytest.approx(run.losses, rel=1e-6)
    assert run.worst_deviation <= 1e-6
    for row in run.checked:
        balance = run.flows.balances[row.place]
        assert balance.net == pytest.approx(row.effect.effect, rel=1e-6)
        assert min(balance.incoming, balance.outgoing) == 0


def test_the_effect_is_what_goes_beyond_the_nations_growth(index):
    effects = index.modelled.run(WHOLE, (2014, 2019)).effects
    assert TIBET not in effects
    assert len(effects) == 30
    growth = sum(e.after for e in effects.values()) / sum(e.before for e in effects.values())
    for one in effects.values():
        assert one.effect == pytest.approx(one.after - one.before * growth)


def test_every_flow_lies_in_its_range(index):
    run = index.modelled.run(WHOLE, (2014, 2019))
    assert all(flow.low <= flow.value <= flow.high for flow in run.flows.flows)
    assert any(flow.low < flow.value < flow.high for flow in run.flows.flows)


def test_what_was_not_modelled_is_absent(index):
    assert index.modelled.activities == [WHOLE]
    assert index.modelled.periods(WHOLE) == [(2003, 2008), (2008, 2013), (2014, 2019)]
    assert index.modelled.run(WHOLE, (2008, 2019)) is None
    assert index.modelled.run("C39", (2014, 2019)) is None
    assert index.gradients.activities == []
    assert index.gradients.of("C39", 2016) == {}


def test_an_unbalanced_side_is_scaled_down_and_the_check_says_so():
    head = {"activity": "X", "activity_zh": "x", "quantity": "employment", "unit": "persons"}
    head |= {"year_from": 2000, "year_to": 2001}
    effects = pd.DataFrame(
        [
            head | {"adcode": "1", "before": 30.0, "after": 20.0, "effect": -10.0},
            head | {"adcode": "2", "before": 10.0, "after": 14.0, "effect": 4.0},
            head | {"adcode": "3", "before": 10.0, "after": 11.0, "effect": 1.0},
        ]
    )
    ends = head | {"origin": "1", "low": 0.0, "high": 9.0}
    flows = pd.DataFrame(
        [ends | {"destination": "2", "value": 4.0}, ends | {"destination": "3", "value": 1.0}]
    )
    run = Modelled(effects, flows).run("X", (2000, 2001))
    assert (run.losses, run.gains, run.flows.total) == (10, 5, 5)
    assert {row.place.adcode: row.target for row in run.checked} == {"1": -5, "2": 4, "3": 1}
    assert run.worst_deviation == 0


def test_flows_that_miss_their_target_are_seen():
    head = {"activity": "X", "activity_zh": "x", "quantity": "employment", "unit": "persons"}
    head |= {"year_from": 2000, "year_to": 2001}
    figures = {"before": 10.0, "after": 8.0}
    effects = pd.DataFrame(
        [
            head | figures | {"adcode": "1", "effect": -2.0},
            head | figures | {"adcode": "2", "effect": 2.0},
        ]
    )
    ends = {"origin": "1", "destination": "2", "value": 1.5, "low": 1.5, "high": 1.5}
    run = Modelled(effects, pd.DataFrame([head | ends])).run("X", (2000, 2001))
    assert run.worst_deviation == pytest.approx(0.25)


def test_activities_have_names_in_both_languages(index):
    assert index.activity_name("C39", "en").startswith("Computers")
    assert index.activity_name(WHOLE, "zh-CN") == "第二产业"
    assert index.activity_name("Z99", "en") == "Z99"


def test_the_share_of_nothing_is_not_a_number(index):
    run = index.modelled.run(WHOLE, (2014, 2019))
    nothing = run.flows.around(TIBET)
    assert nothing.flows == ()
    assert math.isnan(nothing.top(30)[1])
