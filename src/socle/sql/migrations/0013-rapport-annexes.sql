-- The other parts of a report, frozen beside its bilan. json, not jsonb: the very text that was frozen.
alter table rapport
  add column annexes json not null default '{}';

comment on column rapport.annexes is 'Autres parties figées du rapport @classe C0';
