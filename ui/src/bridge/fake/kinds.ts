/** Pretend kinds of records. */
export type Kind = { readonly artifact: string; readonly en: string; readonly ar: string; readonly expected: boolean; readonly records: number };

const kind = (artifact: string, en: string, ar: string, records: number, expected = true): Kind => ({ artifact, en, ar, expected, records });

export const kinds: readonly Kind[] = [
  kind('ios.manifest', 'The copy’s table of contents', 'فهرس النسخة', 41_220),
  kind('ios.sms', 'Messages', 'الرسائل', 18_402),
  kind('ios.sms-attachments', 'Attachments of messages', 'مرفقات الرسائل', 960),
  kind('ios.whatsapp', 'WhatsApp', 'واتساب', 7_311),
  kind('ios.safari-history', 'Web visits', 'زيارات الويب', 5_120),
  kind('ios.safari-browser-state', 'Open web pages', 'صفحات الويب المفتوحة', 48),
  kind('ios.webkit-resource-load-statistics', 'Places that web pages loaded from', 'مواقع حمّلت منها صفحات الويب', 2_203),
  kind('ios.data-usage', 'Programs that used the network', 'برامج استخدمت الشبكة', 311),
  kind('ios.osanalytics', 'Programs that sent statistics', 'برامج أرسلت إحصاءات', 204),
  kind('ios.installed-apps', 'Installed apps', 'التطبيقات المثبّتة', 96),
  kind('ios.tcc', 'What apps may use', 'ما يُسمح به للتطبيقات', 187),
  kind('ios.configuration-profiles', 'Settings profiles', 'ملفات الإعدادات', 2),
  kind('ios.id-status-cache', 'Accounts that Apple’s services looked up', 'حسابات بحثت عنها خدمات أبل', 640),
  kind('ios.calendar', 'Calendar', 'التقويم', 412),
  kind('ios.locationd-clients', 'Apps that asked for the place', 'تطبيقات طلبت المكان', 88),
  kind('ios.shortcuts', 'Shortcuts', 'الاختصارات', 14),
  kind('ios.profile-events', 'Changes to settings profiles', 'تغييرات ملفات الإعدادات', 6),
  kind('ios.global-preferences', 'Settings of the whole phone', 'إعدادات الهاتف كله', 31),
  kind('ios.backup-info', 'What the copy says about the phone', 'ما تقوله النسخة عن الهاتف', 1),
  kind('ios.net-usage', 'Amounts of network traffic', 'كميات حركة الشبكة', 1_204),
  kind('ios.contacts', 'Contacts of messages', 'جهات الرسائل', 540),
  kind('ios.shutdown-log', 'What ran while switching off', 'ما كان يعمل عند الإطفاء', 0, false),
  kind('ios.crash-reports', 'Crash reports', 'تقارير الأعطال', 0, false),
  kind('ios.process-list', 'Running programs', 'البرامج العاملة', 0, false),
];
