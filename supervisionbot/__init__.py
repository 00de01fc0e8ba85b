"""Supervision Bot: reflection after visits, anonymised themes for supervisors.

    a visit ──▶ log_visit ──▶ a prompt due ──▶ ask ──▶ a thread ──▶ collect_reply ──▶ codes ──▶ settle_codes
                                                                                               │
                                  PRIVATE: for the worker alone                             voices
    ───────────────────────────────────────────── rules.release, the one door ───────────────────────────────
                                  RELEASED: themes, stances, bands                         release_themes
                                                                                               │
                                  supervisors' channel ◀── post_digests ◀── a digest ◀─────────┘

Triggers start flows, flows ask rules, adapters do what rules decided. Words stand in prompts/.
"""
