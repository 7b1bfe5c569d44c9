-- How far an appointment at a remote window has come. All times are the wall's, since a booking lies days before its talk and an
-- appliance may start between; booked_at is hall time. Appointments that people come for leave these columns empty.
alter table appointments add column talk_booked_on date;
alter table appointments add column talk_booked_at timestamp(3) with time zone;
alter table appointments add column guidance_at timestamp(3) with time zone;
alter table appointments add column correction_at timestamp(3) with time zone;
alter table appointments add column acceptance_at timestamp(3) with time zone;
alter table appointments add column rating_at timestamp(3) with time zone;

create index appointments_by_day on appointments (hall, business_day);
create index appointments_by_booking_day on appointments (hall, talk_booked_on);
