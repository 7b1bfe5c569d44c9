package org.xuhao.web.account;

/**
 * What an account is for. One may have several: in a small hall one person does it all. Devices
 * have no accounts; they are paired.
 */
public enum AccountRole {
  /** 窗口人员: works at a window. */
  CLERK,
  /** 总服务台: helps anybody with any ticket. */
  SERVICE_DESK,
  /** 管理人员: decides about windows and services of this hall. */
  MANAGER,
  /** 区级: sees this hall from the district, and brings appointments of outside systems. */
  DISTRICT,
  /** 系统管理员: accounts and devices; decides nothing about the queue. */
  ADMINISTRATOR
}
