-- What the code book says the holder is; null for a territory opened before, until it is opened again.
alter table territoire add column nature text collate "C" check (nature in ('CC','CA','CU','METRO','MET69','EPT','PARIS'));
comment on column territoire.nature is 'Nature de l’établissement @classe C0';
