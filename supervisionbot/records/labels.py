"""The labels that the code asks for, by name; their words stand in prompts/labels.toml."""

_TEXTS = """
strength strain mixed most half some today yesterday tomorrow in_a_moment just_now most_pooled half_pooled some_pooled
most_short half_short some_short told_moved told_moved_before told_same told_same_before told_other told_new
told_times thats_right change leave_out count_again this_question answer_privately another_question skip_question
later in_an_hour this_afternoon tomorrow_morning more_about why_this_question hard_one open_visit_form ask_now
show_mine show_privacy forget_everything forget_nothing why_these_themes cover_more leave_my_part_out put_my_part_back
answer home_pause home_settings home_resume home_export all_themes all_months home_search home_digests forget_title
answer_form answer_words answer_not_stored question_is_gone card_not_sent settings_form settings_leave
settings_leave_hint settings_leave_unclear settings_new newly_qualified take_to_supervision withdraw_card card_form
send_card card_supervisor card_words visit_form visit_kind visit_team visit_date visit_time visit_reference
visit_reference_hint save cancel reference_is_a_name time_is_ahead time_is_too_old kind_is_gone themes_form
themes_well themes_hard themes_hint cover_form cover_words cover_words_some team_form team_name team_workers
team_supervisors team_channel team_channel_hint team_own_channel team_own_channel_hint team_strict strict
team_strict_hint team_floor team_delay team_rhythm team_timezone team_hours team_days team_country team_pool
team_floor_hint team_pool_hint team_danger team_danger_hint team_support relationship conditions still_open
chart_title chart_title_pooled chart_axis chart_most chart_half chart_some respond_to_team how_anonymous promise_done
change_response take_back_response response_form response_heard response_heard_hint response_will_do
response_will_do_hint response_by_when response_who response_day_over done_form done_outcome done_outcome_hint
home_questions home_responses answer_together close_together together_form together_theme any_theme together_length
minutes start_together together_answer_form together_visit another_visit together_reference together_heading
refused_digest_time refused_clock refused_floor refused_floor_low refused_delay refused_hours refused_days
refused_country refused_zone refused_name refused_taken refused_members refused_line refused_id
"""
_DETAILS = "NAME PLACE DATE AGE PHONE EMAIL ID POSTCODE URL OTHER HAND"
LABELS = frozenset(_TEXTS.split())
"""Each a text."""
COUNTED = frozenset(f"detail_{kind}" for kind in _DETAILS.split())
"""Each a pair: how one is called, and how many are, such as `a name` and `names`."""
ORDINALS = "nth"
"""A list: first, second, third."""
FILLED_IN = {"told_moved": "before", "told_moved_before": "before", "told_other": "was", "told_times": "nth"}
FILLED_IN |= {"minutes": "minutes"} | {name: "given" for name in LABELS if name.startswith("refused_")}
"""What may stand in braces in a text."""
SHORT = frozenset(name for name in LABELS if name.endswith("_form")) | {"save", "cancel", "send_card", "start_together"}
MOST_IN_TITLE = 24
"""Characters that Slack takes in a form's title and on its buttons."""
