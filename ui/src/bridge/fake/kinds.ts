/** Pretend kinds of records and their groups. */

/** Groups in reading order, English and Arabic. */
export const groups = {
  messages: { en: 'Messages and links', ar: 'الرسائل والروابط' },
  web: { en: 'Web visits', ar: 'زيارات الويب' },
  apps: { en: 'Apps and what they may use', ar: 'التطبيقات وما يُسمح لها به' },
  settings: { en: 'Settings and profiles', ar: 'الإعدادات وملفات الإعداد' },
  accounts: { en: 'Accounts and sharing', ar: 'الحسابات والمشاركة' },
  ran: { en: 'What ran and used data', ar: 'ما اشتغل واستهلك البيانات' },
  files: { en: 'Files and the copy itself', ar: 'الملفات والنسخة نفسها' },
} as const;
export type Group = keyof typeof groups;

export type Kind = { readonly artifact: string; readonly group: Group; readonly en: string; readonly ar: string; readonly expected: boolean; readonly records: number };

const kind = (artifact: string, group: Group, en: string, ar: string, records: number, expected = true): Kind => ({ artifact, group, en, ar, expected, records });

export const kinds: readonly Kind[] = [
  kind('ios.manifest', 'files', 'The copy’s table of contents', 'فهرس النسخة', 41_220),
  kind('ios.sms', 'messages', 'Messages', 'الرسائل', 18_402),
  kind('ios.sms-attachments', 'messages', 'Attachments of messages', 'مرفقات الرسائل', 960),
  kind('ios.whatsapp', 'messages', 'WhatsApp', 'واتساب', 7_311),
  kind('ios.safari-history', 'web', 'Web visits', 'زيارات الويب', 5_120),
  kind('ios.safari-browser-state', 'web', 'Open web pages', 'صفحات الويب المفتوحة', 48),
  kind('ios.webkit-resource-load-statistics', 'web', 'Places that web pages loaded from', 'مواقع حمّلت منها صفحات الويب', 2_203),
  kind('ios.data-usage', 'ran', 'Programs that used the network', 'برامج استخدمت الشبكة', 311),
  kind('ios.osanalytics', 'ran', 'Programs that sent statistics', 'برامج أرسلت إحصاءات', 204),
  kind('ios.installed-apps', 'apps', 'Installed apps', 'التطبيقات المثبّتة', 96),
  kind('ios.tcc', 'apps', 'What apps may use', 'ما يُسمح به للتطبيقات', 187),
  kind('ios.configuration-profiles', 'settings', 'Settings profiles', 'ملفات الإعدادات', 2),
  kind('ios.id-status-cache', 'accounts', 'Accounts that Apple’s services looked up', 'حسابات بحثت عنها خدمات أبل', 640),
  kind('ios.calendar', 'accounts', 'Calendar', 'التقويم', 412),
  kind('ios.locationd-clients', 'apps', 'Apps that asked for the place', 'تطبيقات طلبت المكان', 88),
  kind('ios.shortcuts', 'apps', 'Shortcuts', 'الاختصارات', 14),
  kind('ios.profile-events', 'settings', 'Changes to settings profiles', 'تغييرات ملفات الإعدادات', 6),
  kind('ios.global-preferences', 'settings', 'Settings of the whole phone', 'إعدادات الهاتف كله', 31),
  kind('ios.backup-info', 'settings', 'What the copy says about the phone', 'ما تقوله النسخة عن الهاتف', 1),
  kind('ios.net-usage', 'ran', 'Amounts of network traffic', 'كميات حركة الشبكة', 1_204),
  kind('ios.contacts', 'accounts', 'Contacts of messages', 'جهات الرسائل', 540),
  kind('ios.shutdown-log', 'ran', 'What ran while switching off', 'ما كان يعمل عند الإطفاء', 0, false),
  kind('ios.crash-reports', 'ran', 'Crash reports', 'تقارير الأعطال', 0, false),
  kind('ios.process-list', 'ran', 'Running programs', 'البرامج العاملة', 0, false),
];
